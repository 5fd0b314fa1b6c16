; TypeScript, with TSX, in the vocabulary of evidence/syntax.py. A part that is not captured here is the node's field
; of that name.

; functions
[(function_declaration) (function_expression) (generator_function_declaration) (generator_function) (arrow_function)
 (method_definition)] @function
(arrow_function parameter: (_) @function.parameters @parameter @parameter.name) @function
(arrow_function) @lambda
[(required_parameter) (optional_parameter)] @parameter

; classes
[(class_declaration) (abstract_class_declaration) (class) (interface_declaration) (enum_declaration)] @class
(_ (class_heritage) @class.bases) @class

; calls
[(call_expression) (new_expression)] @call
(arguments (_) @argument)

; values that get a name
[(assignment_expression) (augmented_assignment_expression)] @assignment
(variable_declarator value: (_)) @assignment
(public_field_definition value: (_)) @assignment
(pair) @pair
(object (shorthand_property_identifier) @pair @pair.key @pair.value)

; decisions
(binary_expression) @comparison
[(if_statement) (ternary_expression) (while_statement)] @condition

; the rest
[(string) (template_string)] @string
(template_substitution) @interpolation
(return_statement (_)? @return.value) @return
(throw_statement (_) @throw.value) @throw
(catch_clause) @catch
(decorator [(identifier) (member_expression)] @decorator.name) @decorator
(decorator (call_expression function: (_) @decorator.name arguments: (_) @decorator.arguments)) @decorator
(comment) @comment

; the flow
[(for_in_statement) (for_statement) (while_statement) (do_statement)] @loop
(switch_statement) @switch
[(switch_case) (switch_default)] @case
(try_statement) @try
[(break_statement) (continue_statement)] @jump
