; Swift in the vocabulary of evidence/syntax.py. A part that is not captured here is the node's field of that name.

; functions
[(function_declaration) (init_declaration) (deinit_declaration) (protocol_function_declaration)] @function
(lambda_literal) @function @function.body
(lambda_literal type: (lambda_function_type (lambda_function_type_parameters) @function.parameters)) @function
(function_declaration "(" @function.parameters ")" @function.parameters) @function
(init_declaration "(" @function.parameters ")" @function.parameters) @function
(property_declaration name: (pattern) @function.name computed_value: (computed_property) @function @function.body)
(parameter name: (simple_identifier) @parameter.name name: (_)? @parameter.type) @parameter
(_ (parameter) @parameter . "=" . default_value: (_) @parameter.default)
(lambda_parameter name: (simple_identifier) @parameter.name) @parameter

; classes
[(class_declaration) (protocol_declaration)] @class
(_ (inheritance_specifier) @class.bases (inheritance_specifier)* @class.bases) @class

; calls: of `f(x) { … }` the block is an argument; `A<B>.f(x)` is read as `A < B > .f(x)`; `a[x]` is no call
(call_expression . (simple_identifier) @call.name (call_suffix [(value_arguments "(") (lambda_literal)]) @call.arguments)
@call
(call_expression . (navigation_expression target: (_) @call.receiver suffix: (navigation_suffix suffix: (_) @call.name))
 (call_suffix [(value_arguments "(") (lambda_literal)]) @call.arguments) @call
(constructor_expression constructed_type: (_) @call.name (constructor_suffix) @call.arguments) @call
(comparison_expression lhs: (_) @call.receiver op: "<" rhs: (comparison_expression op: ">" @call.receiver
 rhs: (call_expression . (prefix_expression target: (_) @call.name) (call_suffix) @call.arguments))) @call
(call_expression . (prefix_expression operation: "." target: (_) @call.name) (call_suffix) @call.arguments) @call
(value_argument value: (_)) @argument
(value_argument name: (_) @pair.key value: (_) @pair.value) @pair
(call_suffix (lambda_literal) @argument)

; values that get a name
(property_declaration name: (pattern) @assignment.left value: (_) @assignment.right) @assignment
(assignment) @assignment
(_ bound_identifier: (_) @assignment @assignment.left . "=" . (_) @assignment @assignment.right)
(enum_entry name: (_) @assignment @assignment.left . "=" . raw_value: (_) @assignment @assignment.right)
(dictionary_literal key: (_) @pair @pair.key . ":" . value: (_) @pair @pair.value)

; decisions
[(equality_expression) (infix_expression) (check_expression)] @comparison
(comparison_expression rhs: [(simple_identifier) (integer_literal) (real_literal) (navigation_expression)
 (call_expression . [(simple_identifier) (navigation_expression)]) (additive_expression)]) @comparison
(if_statement . "if" . (_) @condition.condition (_)? @condition.condition . "{" . (statements)? @condition.consequence)
@condition
(if_statement (else) . [(if_statement) (statements)] @condition.alternative) @condition
(guard_statement . "guard" . (_) @condition.condition (_)? @condition.condition . (else) . "{" .
 (statements) @condition.alternative) @condition
(while_statement) @condition
(ternary_expression) @condition

; the rest
[(line_string_literal) (multi_line_string_literal) (raw_string_literal)] @string
(interpolated_expression) @interpolation
(raw_str_interpolation) @interpolation
(control_transfer_statement . "return") @return
([(lambda_literal (statements . (_) @return @return.value .))
  (computed_property (statements . (_) @return @return.value .))
  (function_body (statements . (_) @return @return.value .))]
 (#not-match? @return "^(return|throw|if|guard|switch|for|while|repeat|do|let|var|defer|[A-Za-z0-9_.]+ *[-+*]?= )"))
(control_transfer_statement (throw_keyword) . (_) @throw.value) @throw
(catch_block) @catch
(catch_block error: (_) @catch.type) @catch
(catch_block (statements) @catch.body) @catch
(attribute (user_type) @decorator.name) @decorator
(attribute (user_type) . "(" @decorator.arguments ")" @decorator.arguments) @decorator
(attribute (line_string_literal) @argument)
[(comment) (multiline_comment)] @comment

; the flow
[(for_statement) (while_statement) (repeat_while_statement)] @loop
(switch_statement) @switch
(switch_entry) @case
(switch_entry . "case" . (switch_pattern) @case.value (switch_pattern)* @case.value) @case
(do_statement (statements) @try.body (catch_block)) @try
[(control_transfer_statement . "break") (control_transfer_statement . "continue")] @jump
