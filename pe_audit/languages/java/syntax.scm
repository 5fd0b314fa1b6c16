; Java in the vocabulary of evidence/syntax.py. A part that is not captured here is the node's field of that name.

; functions
[(method_declaration) (constructor_declaration) (compact_constructor_declaration) (lambda_expression)] @function
(lambda_expression parameters: (identifier) @parameter @parameter.name)
(inferred_parameters (identifier) @parameter @parameter.name)
(lambda_expression) @lambda
(formal_parameter) @parameter
(spread_parameter (variable_declarator name: (_) @parameter.name)) @parameter

; classes
[(class_declaration) (interface_declaration) (enum_declaration) (record_declaration)] @class
(class_declaration superclass: (_) @class.bases) @class
(class_declaration interfaces: (_) @class.bases) @class
(object_creation_expression type: (_) @class.bases (class_body) @class @class.body)

; calls
[(method_invocation) (object_creation_expression) (explicit_constructor_invocation)] @call
(argument_list (_) @argument)
(annotation_argument_list (_) @argument)

; values that get a name
(variable_declarator value: (_)) @assignment
[(assignment_expression) (resource)] @assignment
(element_value_pair) @pair

; decisions
[(binary_expression) (instanceof_expression)] @comparison
[(if_statement) (ternary_expression) (while_statement)] @condition

; the rest
[(string_literal) (character_literal)] @string
(string_interpolation) @interpolation
(return_statement (_)? @return.value) @return
(throw_statement (_) @throw.value) @throw
(catch_clause (catch_formal_parameter (catch_type) @catch.type)) @catch
[(annotation) (marker_annotation)] @decorator
[(line_comment) (block_comment)] @comment

; the flow
[(enhanced_for_statement) (for_statement) (while_statement) (do_statement)] @loop
(switch_expression) @switch
(switch_block_statement_group (switch_label) @case.value) @case
(switch_rule (switch_label) @case.value) @case
[(try_statement) (try_with_resources_statement)] @try
[(break_statement) (continue_statement)] @jump
