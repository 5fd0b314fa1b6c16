; PHP in the vocabulary of evidence/source.py.

; functions
(function_definition name: (_) @function.name parameters: (_) @function.parameters body: (_) @function.body) @function
(method_declaration name: (_) @function.name parameters: (_) @function.parameters body: (_)? @function.body) @function
(anonymous_function parameters: (_) @function.parameters body: (_) @function.body) @function
(arrow_function parameters: (_) @function.parameters body: (_) @function.body) @function
(arrow_function body: (_) @return @return.value)
(assignment_expression left: (_) @function.name right: [(anonymous_function) (arrow_function)] @function)
(array_element_initializer . (_) @function.name . [(anonymous_function) (arrow_function)] @function .)

[(simple_parameter) (variadic_parameter) (property_promotion_parameter)] @parameter
(simple_parameter type: (_)? @parameter.type name: (_) @parameter.name default_value: (_)? @parameter.default) @parameter
(property_promotion_parameter type: (_)? @parameter.type name: (_) @parameter.name
  default_value: (_)? @parameter.default) @parameter

; classes
(class_declaration name: (_) @class.name body: (_) @class.body) @class
(class_declaration (base_clause) @class.bases) @class
(trait_declaration name: (_) @class.name body: (_) @class.body) @class
(interface_declaration name: (_) @class.name body: (_) @class.body) @class
(enum_declaration name: (_) @class.name body: (_) @class.body) @class
(anonymous_class body: (_) @class.body) @class

; calls
(function_call_expression function: (_) @call.name arguments: (_) @call.arguments) @call
(member_call_expression object: (_) @call.receiver name: (_) @call.name arguments: (_) @call.arguments) @call
(nullsafe_member_call_expression object: (_) @call.receiver name: (_) @call.name arguments: (_) @call.arguments) @call
(scoped_call_expression scope: (_) @call.receiver name: (_) @call.name arguments: (_) @call.arguments) @call
(object_creation_expression . (_) @call.name (arguments)? @call.arguments) @call
(argument name: (_)? @argument.name (_) @argument.value .) @argument
(argument name: (_) @pair.key (_) @pair.value .) @pair

; values that get a name
(assignment_expression left: (_) @assignment.left right: (_) @assignment.right) @assignment
(augmented_assignment_expression left: (_) @assignment.left operator: _ @assignment.operator
  right: (_) @assignment.right) @assignment
(property_element name: (_) @assignment.left default_value: (_) @assignment.right) @assignment
(const_element . (_) @assignment.left (_) @assignment.right .) @assignment
(array_element_initializer . (_) @pair.key . (_) @pair.value .) @pair

; decisions
(binary_expression left: (_) @comparison.left
  operator: ["==" "===" "!=" "!==" "<>" "<" ">" "<=" ">=" "<=>"] @comparison.operator
  right: (_) @comparison.right) @comparison
(if_statement condition: (_) @condition.test body: (_) @condition.consequence
  alternative: (_)? @condition.alternative) @condition
(else_if_clause condition: (_) @condition.test body: (_) @condition.consequence) @condition
(conditional_expression condition: (_) @condition.test body: (_)? @condition.consequence
  alternative: (_) @condition.alternative) @condition
(while_statement condition: (_) @condition.test body: (_) @condition.consequence) @condition

; the rest
[(string) (encapsed_string) (heredoc) (nowdoc)] @string
(encapsed_string [(variable_name) (member_access_expression) (subscript_expression) (dynamic_variable_name)
  (member_call_expression) (function_call_expression)] @interpolation)
(heredoc_body [(variable_name) (member_access_expression) (subscript_expression) (member_call_expression)] @interpolation)
(return_statement (_)? @return.value) @return
(exit_statement (_)? @return.value) @return
(throw_expression (_) @throw.value) @throw
(catch_clause type: (_) @catch.type body: (_) @catch.body) @catch
(attribute . (_) @decorator.name parameters: (_)? @decorator.arguments) @decorator
(comment) @comment
