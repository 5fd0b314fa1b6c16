; Python in the vocabulary of evidence/source.py.

; functions
(function_definition name: (_) @function.name parameters: (_) @function.parameters body: (_) @function.body) @function
(lambda parameters: (_)? @function.parameters body: (_) @function.body) @function
(lambda body: (_) @return @return.value)
(assignment left: (_) @function.name right: (lambda) @function)
(pair key: (_) @function.name value: (lambda) @function)
(keyword_argument name: (_) @function.name value: (lambda) @function)

(parameters [(identifier) (list_splat_pattern) (dictionary_splat_pattern)] @parameter @parameter.name)
(lambda_parameters (identifier) @parameter @parameter.name)
(typed_parameter . (_) @parameter.name type: (_) @parameter.type) @parameter
(default_parameter name: (_) @parameter.name value: (_) @parameter.default) @parameter
(typed_default_parameter name: (_) @parameter.name type: (_) @parameter.type value: (_) @parameter.default) @parameter

; classes
(class_definition name: (_) @class.name superclasses: (_)? @class.bases body: (_) @class.body) @class

; calls
(call function: (identifier) @call.name arguments: (_) @call.arguments) @call
(call function: (attribute object: (_) @call.receiver attribute: (_) @call.name) arguments: (_) @call.arguments) @call
(call function: [(call) (subscript) (parenthesized_expression)] @call.name arguments: (_) @call.arguments) @call
(argument_list (_) @argument)
(argument_list (keyword_argument name: (_) @argument.name value: (_) @argument.value) @argument)

; values that get a name
(assignment left: (_) @assignment.left right: (_) @assignment.right) @assignment
(augmented_assignment left: (_) @assignment.left operator: _ @assignment.operator
  right: (_) @assignment.right) @assignment
(named_expression name: (_) @assignment.left value: (_) @assignment.right) @assignment
(with_item value: (as_pattern (_) @assignment.right alias: (_) @assignment.left) @assignment)
(pair key: (_) @pair.key value: (_) @pair.value) @pair
(keyword_argument name: (_) @pair.key value: (_) @pair.value) @pair

; decisions
(comparison_operator . (_) @comparison.left . operators: _ @comparison.operator . (_) @comparison.right) @comparison
(if_statement condition: (_) @condition.test consequence: (_) @condition.consequence
  alternative: (_)? @condition.alternative) @condition
(elif_clause condition: (_) @condition.test consequence: (_) @condition.consequence) @condition
(conditional_expression . (_) @condition.consequence . (_) @condition.test . (_) @condition.alternative .) @condition
(while_statement condition: (_) @condition.test body: (_) @condition.consequence) @condition

; the rest
(string) @string
(interpolation) @interpolation
(return_statement (_)? @return.value) @return
(raise_statement . (_)? @throw.value) @throw
(except_clause value: (_)? @catch.type (block) @catch.body) @catch
(decorator (call function: (_) @decorator.name arguments: (_) @decorator.arguments)) @decorator
(decorator [(identifier) (attribute)] @decorator.name) @decorator
(comment) @comment
