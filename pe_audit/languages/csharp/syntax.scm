; C# in the vocabulary of evidence/syntax.py. A part that is not captured here is the node's field of that name.

; functions
[(method_declaration) (constructor_declaration) (local_function_statement) (lambda_expression)
 (anonymous_method_expression) (accessor_declaration)] @function
(property_declaration value: (arrow_expression_clause) @function.body) @function
(property_declaration name: (_) @function.name accessors: (accessor_list (accessor_declaration) @function))
(anonymous_method_expression (block) @function.body) @function
(lambda_expression) @lambda
(arrow_expression_clause (_) @return @return.value)
(parameter) @parameter
(implicit_parameter) @parameter @parameter.name

; classes
[(class_declaration) (struct_declaration) (interface_declaration) (record_declaration) (enum_declaration)] @class
(class_declaration (base_list) @class.bases) @class
(record_declaration (base_list) @class.bases) @class

; calls
[(invocation_expression) (object_creation_expression) (implicit_object_creation_expression)] @call
(argument (_) @argument.value .) @argument
(attribute_argument (_) @argument.value .) @argument
(argument name: (_) @pair.key (_) @pair.value .) @pair
(attribute_argument name: (_) @pair.key (_) @pair.value .) @pair

; values that get a name
(assignment_expression) @assignment
(variable_declarator name: (_) @assignment.left (_) @assignment.right .) @assignment
(property_declaration value: (_)) @assignment
(initializer_expression (initializer_expression . (_) @pair.key . (_) @pair.value .) @pair)
(anonymous_object_creation_expression (identifier) @pair.key . (_) @pair @pair.value)

; decisions
[(binary_expression) (is_pattern_expression)] @comparison
[(if_statement) (conditional_expression) (while_statement)] @condition

; the rest
[(string_literal) (verbatim_string_literal) (raw_string_literal) (interpolated_string_expression)
 (character_literal)] @string
(interpolation) @interpolation
(return_statement (_)? @return.value) @return
(throw_statement (_)? @throw.value) @throw
(throw_expression (_) @throw.value) @throw
(catch_clause (catch_declaration)? @catch.type) @catch
(attribute) @decorator
(attribute (attribute_argument_list) @decorator.arguments) @decorator
(comment) @comment

; the flow
[(foreach_statement) (for_statement) (while_statement) (do_statement)] @loop
(switch_statement) @switch
(switch_expression . (_) @switch.subject) @switch
(switch_section . (_)? @case.value) @case
(switch_expression_arm . (_) @case.value) @case
(try_statement) @try
[(break_statement) (continue_statement)] @jump
