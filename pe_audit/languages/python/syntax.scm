; Python in the vocabulary of evidence/syntax.py. A part that is not captured here is the node's field of that name.

; functions
[(function_definition) (lambda)] @function
(lambda) @lambda
(parameters [(identifier) (list_splat_pattern) (dictionary_splat_pattern)] @parameter @parameter.name)
(lambda_parameters (identifier) @parameter @parameter.name)
(typed_parameter . (_) @parameter.name) @parameter
[(default_parameter) (typed_default_parameter)] @parameter

; classes
(class_definition) @class

; calls
(call) @call
(argument_list (_) @argument)

; values that get a name
(assignment right: (_)) @assignment
[(augmented_assignment) (named_expression)] @assignment
(with_item value: (as_pattern (_) @assignment.right alias: (_) @assignment.left) @assignment)
[(pair) (keyword_argument)] @pair

; decisions
(comparison_operator . (_) @comparison.left (_) @comparison.right .) @comparison
[(if_statement) (elif_clause) (while_statement)] @condition
(conditional_expression . (_) @condition.consequence . (_) @condition.condition . (_) @condition.alternative .) @condition

; the rest
(string) @string
(interpolation) @interpolation
(return_statement (_)? @return.value) @return
(raise_statement . (_)? @throw.value) @throw
(except_clause (block) @catch.body) @catch
(decorator [(identifier) (attribute)] @decorator.name) @decorator
(decorator (call function: (_) @decorator.name arguments: (_) @decorator.arguments)) @decorator
(comment) @comment

; the flow
[(for_statement) (while_statement)] @loop
(match_statement) @switch
(case_clause (case_pattern) @case.value) @case
(try_statement) @try
[(break_statement) (continue_statement)] @jump
