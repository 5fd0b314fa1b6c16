; JavaScript (with JSX) in the vocabulary of evidence/source.py.

; functions
[(function_declaration) (function_expression) (generator_function_declaration) (generator_function) (arrow_function)
 (method_definition)] @function
(function_declaration name: (_) @function.name parameters: (_) @function.parameters body: (_) @function.body) @function
(generator_function_declaration name: (_) @function.name parameters: (_) @function.parameters
  body: (_) @function.body) @function
(function_expression parameters: (_) @function.parameters body: (_) @function.body) @function
(arrow_function parameters: (_) @function.parameters body: (_) @function.body) @function
(arrow_function parameter: (_) @function.parameters body: (_) @function.body) @function
(method_definition name: (_) @function.name parameters: (_) @function.parameters body: (_) @function.body) @function
(variable_declarator name: (_) @function.name value: [(arrow_function) (function_expression)] @function)
(assignment_expression left: (_) @function.name right: [(arrow_function) (function_expression)] @function)
(pair key: (_) @function.name value: [(arrow_function) (function_expression)] @function)
(field_definition property: (_) @function.name value: [(arrow_function) (function_expression)] @function)
(arrow_function body: (expression) @return @return.value)

(formal_parameters [(identifier) (object_pattern) (array_pattern) (rest_pattern)] @parameter @parameter.name)
(formal_parameters (assignment_pattern left: (_) @parameter.name right: (_) @parameter.default) @parameter)
(arrow_function parameter: (_) @parameter @parameter.name)

; classes
(class_declaration name: (_) @class.name (class_heritage)? @class.bases body: (_) @class.body) @class
(class (class_heritage)? @class.bases body: (_) @class.body) @class

; calls
(call_expression function: (identifier) @call.name arguments: (arguments) @call.arguments) @call
(call_expression function: (member_expression object: (_) @call.receiver property: (_) @call.name)
  arguments: (arguments) @call.arguments) @call
(call_expression function: [(call_expression) (subscript_expression) (parenthesized_expression) (super) (import)
  (function_expression) (await_expression)] @call.name arguments: (arguments) @call.arguments) @call
(new_expression constructor: (identifier) @call.name arguments: (arguments)? @call.arguments) @call
(new_expression constructor: (member_expression object: (_) @call.receiver property: (_) @call.name)
  arguments: (arguments)? @call.arguments) @call
(arguments (_) @argument)

; values that get a name
(variable_declarator name: (_) @assignment.left value: (_) @assignment.right) @assignment
(assignment_expression left: (_) @assignment.left right: (_) @assignment.right) @assignment
(augmented_assignment_expression left: (_) @assignment.left operator: _ @assignment.operator
  right: (_) @assignment.right) @assignment
(field_definition property: (_) @assignment.left value: (_) @assignment.right) @assignment
(pair key: (_) @pair.key value: (_) @pair.value) @pair
(object (shorthand_property_identifier) @pair @pair.key @pair.value)
(jsx_attribute . (_) @pair.key (_) @pair.value .) @pair

; decisions
(binary_expression left: (_) @comparison.left
  operator: ["==" "===" "!=" "!==" "<" ">" "<=" ">=" "in" "instanceof"] @comparison.operator
  right: (_) @comparison.right) @comparison
(if_statement condition: (_) @condition.test consequence: (_) @condition.consequence
  alternative: (_)? @condition.alternative) @condition
(ternary_expression condition: (_) @condition.test consequence: (_) @condition.consequence
  alternative: (_) @condition.alternative) @condition
(while_statement condition: (_) @condition.test body: (_) @condition.consequence) @condition

; the rest
[(string) (template_string)] @string
(template_substitution) @interpolation
(return_statement (_)? @return.value) @return
(throw_statement (_) @throw.value) @throw
(catch_clause body: (_) @catch.body) @catch
(decorator (call_expression function: (_) @decorator.name arguments: (_) @decorator.arguments)) @decorator
(decorator [(identifier) (member_expression)] @decorator.name) @decorator
(comment) @comment
