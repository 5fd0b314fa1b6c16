; Go in the vocabulary of evidence/syntax.py. A part that is not captured here is the node's field of that name.

; functions; what a method is called on, `s *Shop`, is its owner
[(function_declaration) (func_literal)] @function
(method_declaration receiver: (parameter_list (parameter_declaration) @function.owner)) @function
(_ !receiver parameters: (parameter_list (parameter_declaration name: (_) @parameter @parameter.name type: (_) @parameter.type))
  body: (_))
(method_declaration
  parameters: (parameter_list (parameter_declaration name: (_) @parameter @parameter.name type: (_) @parameter.type)))
(variadic_parameter_declaration) @parameter

; classes
(type_spec type: [(struct_type) (interface_type)] @class.body) @class
(type_spec type: (struct_type (field_declaration_list (field_declaration !name) @class.bases))) @class

; calls; a struct literal makes an object as a constructor does
(call_expression function: [(identifier) (parenthesized_expression) (call_expression) (index_expression)]) @call
(call_expression function: (selector_expression operand: (_) @call.receiver field: (_) @call.name)) @call
(composite_literal type: [(type_identifier) (generic_type)] body: (_) @call.arguments) @call
(composite_literal type: (qualified_type package: (_) @call.receiver name: (_) @call.name) body: (_) @call.arguments) @call
(argument_list (_) @argument)
(literal_value [(literal_element) (keyed_element)] @argument)

; values that get a name
[(short_var_declaration) (assignment_statement)] @assignment
[(var_spec value: (_)) (const_spec value: (_))] @assignment
(var_spec name: (_) @assignment.left ("," name: (_) @assignment.left)+ value: (_)) @assignment
(range_clause left: (_)) @assignment
(keyed_element) @pair

; decisions
(binary_expression) @comparison
(if_statement) @condition
(for_statement (_expression) @condition.condition body: (_) @condition.consequence) @condition

; the rest
[(interpreted_string_literal) (raw_string_literal) (rune_literal)] @string
(return_statement (expression_list)? @return.value) @return
((call_expression function: (identifier) @_panic arguments: (_) @throw.value) @throw (#eq? @_panic "panic"))
(comment) @comment

; the flow
(for_statement) @loop
[(expression_switch_statement) (type_switch_statement) (select_statement)] @switch
[(expression_case) (default_case)] @case
(type_case type: (_) @case.value ("," type: (_) @case.value)*) @case
(communication_case communication: (_) @case.value) @case
[(break_statement) (continue_statement) (goto_statement) (fallthrough_statement)] @jump
