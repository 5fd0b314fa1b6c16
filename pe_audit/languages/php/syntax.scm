; PHP in the vocabulary of evidence/syntax.py. A part that is not captured here is the node's field of that name.

; functions
[(function_definition) (method_declaration) (anonymous_function) (arrow_function)] @function
(arrow_function) @lambda
[(simple_parameter) (variadic_parameter) (property_promotion_parameter)] @parameter

; classes
[(class_declaration) (trait_declaration) (interface_declaration) (enum_declaration) (anonymous_class)] @class
(class_declaration (base_clause) @class.bases) @class

; calls
[(function_call_expression) (member_call_expression) (nullsafe_member_call_expression) (scoped_call_expression)] @call
(object_creation_expression . (_) @call.name (arguments)? @call.arguments) @call
(argument (_) @argument.value .) @argument
(argument name: (_) @pair.key (_) @pair.value .) @pair

; values that get a name
[(assignment_expression) (augmented_assignment_expression)] @assignment
(property_element default_value: (_) @assignment.right) @assignment
(const_element . (_) @assignment.left (_) @assignment.right .) @assignment
((function_call_expression function: (name) @_define arguments: (arguments
  . (argument [(string (string_content) @assignment.left) (encapsed_string . (string_content) @assignment.left .)])
  . (argument (_) @assignment.right))) @assignment (#eq? @_define "define"))
(array_element_initializer . (_) @pair.key . (_) @pair.value .) @pair

; decisions
(binary_expression) @comparison
[(if_statement) (else_if_clause) (conditional_expression) (while_statement)] @condition

; the rest
[(string) (encapsed_string) (heredoc) (nowdoc)] @string
(encapsed_string [(variable_name) (member_access_expression) (subscript_expression) (dynamic_variable_name)
  (member_call_expression) (function_call_expression)] @interpolation)
(heredoc_body [(variable_name) (member_access_expression) (subscript_expression) (member_call_expression)] @interpolation)
(return_statement (_)? @return.value) @return
(exit_statement (_)? @return.value) @return
(throw_expression (_) @throw.value) @throw
(catch_clause) @catch
(attribute . (_) @decorator.name) @decorator
(comment) @comment

; the flow
[(foreach_statement) (for_statement) (while_statement) (do_statement)] @loop
[(switch_statement) (match_expression)] @switch
[(case_statement) (default_statement) (match_conditional_expression) (match_default_expression)] @case
(try_statement) @try
[(break_statement) (continue_statement)] @jump
