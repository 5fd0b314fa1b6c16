; Kotlin in the vocabulary of evidence/syntax.py. A part that is not captured here is the node's field of that name.

; functions
[(function_declaration) (secondary_constructor) (anonymous_function) (getter) (setter)] @function
(lambda_literal) @function @function.body
(lambda_literal (lambda_parameters) @function.parameters) @function
(_ (function_value_parameters) @function.parameters) @function
(_ (function_body) @function.body) @function
(secondary_constructor (block) @function.body) @function
(property_declaration (variable_declaration (identifier) @function.name) [(getter) (setter)] @function)
(parameter (identifier) @parameter.name . (_) @parameter.type) @parameter
(function_value_parameters (parameter) @parameter . "=" . (_) @parameter.default)
(class_parameter (identifier) @parameter.name) @parameter
(class_parameter "=" . (_) @parameter.default) @parameter
(lambda_parameters (variable_declaration (identifier) @parameter.name) @parameter)
(lambda_parameters (multi_variable_declaration (variable_declaration (identifier) @parameter.name) @parameter))

; classes
[(class_declaration) (object_declaration) (companion_object) (object_literal)] @class
(_ (delegation_specifiers) @class.bases [(class_body) (enum_class_body)]? @class.body) @class
(class_declaration [(class_body) (enum_class_body)] @class.body) @class

; calls: of `f(x) { … }` the block is an argument, `a f b` is `a.f(b)`; `f<T>(x)` is read as two comparisons
(call_expression . (identifier) @call.name (value_arguments)? @call.arguments (annotated_lambda)? @call.arguments) @call
(call_expression . (navigation_expression (_) @call.receiver . (identifier) @call.name .)
 (value_arguments)? @call.arguments (annotated_lambda)? @call.arguments) @call
(call_expression . (call_expression . (identifier) @call.name (value_arguments) @call.arguments)
 (annotated_lambda) @call.arguments) @call
(call_expression . (call_expression . (navigation_expression (_) @call.receiver . (identifier) @call.name .)
 (value_arguments) @call.arguments) (annotated_lambda) @call.arguments) @call
; the grammar takes `!f(x)` for a call of `!f`
(call_expression . (unary_expression argument: (identifier) @call.name) (value_arguments) @call.arguments) @call
(call_expression . (unary_expression argument: (navigation_expression (_) @call.receiver . (identifier) @call.name .))
 (value_arguments) @call.arguments) @call
(binary_expression left: (binary_expression left: (identifier) @call.name operator: "<") operator: ">"
 right: (parenthesized_expression) @call.arguments) @call
(binary_expression left: (binary_expression
  left: (navigation_expression (_) @call.receiver . (identifier) @call.name .) operator: "<") operator: ">"
 right: (parenthesized_expression) @call.arguments) @call
(binary_expression left: (binary_expression operator: "<") operator: ">"
 right: (parenthesized_expression (_) @argument))
(infix_expression . (_) @call.receiver . (identifier) @call.name . (_) @call.arguments @argument) @call
(value_argument (_) @argument.value .) @argument
(annotated_lambda (lambda_literal) @argument.value) @argument
(value_argument . (identifier) @pair.key . "=" . (_) @pair.value) @pair

; values that get a name
(property_declaration (variable_declaration (identifier) @assignment.left) "=" . (_) @assignment.right) @assignment
(property_declaration (multi_variable_declaration) @assignment.left "=" . (_) @assignment.right) @assignment
(property_declaration (variable_declaration (identifier) @assignment.left)
 (property_delegate (_) @assignment.right)) @assignment
(assignment) @assignment
((infix_expression . (_) @pair.key . (identifier) . (_) @pair.value) @pair
 (#match? @pair "^(\"[^\"]*\"|[A-Za-z_][A-Za-z_0-9.]*)\\s+to\\s"))

; decisions
(binary_expression) @comparison
(in_expression ["in" "!in"] @comparison.operator) @comparison
(is_expression ["is" "!is"] @comparison.operator) @comparison
(if_expression condition: (_) . (_) @condition.consequence) @condition
(if_expression "else" . (_) @condition.alternative) @condition
(while_statement condition: (_) . (_)? @condition.consequence) @condition
(when_expression . "when" . "{" (when_entry condition: (_) @condition.condition (_) @condition.consequence .) @condition)
((binary_expression . (_) @condition.condition . "?:" . (_) @condition.alternative) @condition
 (#match? @condition.alternative "^(return|throw|break|continue)\\b"))

; the rest
[(string_literal) (multiline_string_literal) (character_literal)] @string
(interpolation) @interpolation
((string_literal (string_content) @_dollar . (string_content) @interpolation) (#eq? @_dollar "$"))
(return_expression) @return
(return_expression . (_) @return.value .) @return
(return_expression label: (_) . (_) @return.value) @return
(function_body . "=" . (_) @return @return.value)
(lambda_literal . (lambda_parameters) . [(identifier) (navigation_expression) (call_expression) (binary_expression) (unary_expression)
 (string_literal) (number_literal) (index_expression) (in_expression) (is_expression) (infix_expression)
 (parenthesized_expression) (as_expression)] @return @return.value .)
(lambda_literal . [(identifier) (navigation_expression) (call_expression) (binary_expression) (unary_expression)
 (string_literal) (number_literal) (index_expression) (in_expression) (is_expression) (infix_expression)
 (parenthesized_expression) (as_expression)] @return @return.value .)
(throw_expression (_) @throw.value) @throw
(catch_block (user_type) @catch.type (block) @catch.body) @catch
(annotation (user_type) @decorator.name) @decorator
(annotation (constructor_invocation (user_type) @decorator.name (value_arguments) @decorator.arguments)) @decorator
[(line_comment) (block_comment)] @comment

; the flow
[(for_statement) (while_statement) (do_while_statement)] @loop
(when_expression) @switch
(when_expression (when_subject (_) @switch.subject .)) @switch
(when_expression (when_subject) (when_entry) @case)
(when_expression (when_subject) (when_entry . condition: (_) @case.value . condition: (_)* @case.value) @case)
(try_expression . (block) @try.body) @try
((block (identifier) @jump) (#any-of? @jump "break" "continue"))
((when_entry (identifier) @jump .) (#any-of? @jump "break" "continue"))
((if_expression (identifier) @jump) (#any-of? @jump "break" "continue"))
((labeled_expression (label) @jump) (#any-of? @jump "break@" "continue@"))
