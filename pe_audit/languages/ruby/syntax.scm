; Ruby in the vocabulary of evidence/syntax.py. A part that is not captured here is the node's field of that name.
; Where a field tells the node, `_` stands for it: tree-sitter analyses named parents, which took half the compilation.

; functions: methods, and the blocks that calls are given
[(method) (singleton_method) (lambda)] @function
(_ block: (_) @function)
(lambda body: (_ body: (_) @function.body)) @function
[(method_parameters (identifier) @parameter @parameter.name)
 (lambda_parameters (identifier) @parameter @parameter.name)
 (block_parameters (identifier) @parameter @parameter.name)]
[(optional_parameter) (keyword_parameter) (splat_parameter) (hash_splat_parameter) (block_parameter)
 (destructured_parameter)] @parameter

; classes
[(class) (module)] @class
(class superclass: (superclass (_) @class.bases)) @class

; calls; `Order.new` makes an Order; one without brackets or arguments stands alone, or its name ends in a mark
(_ !receiver method: (_) @call.name) @call
(_ receiver: (_) @call.receiver method: (_) @call.name (#not-eq? @call.name "new")) @call
(_ receiver: (_) @call.name method: (_) @_new (#eq? @_new "new")) @call
([(_ condition: (identifier) @call @call.name) (argument_list (identifier) @call @call.name)
  (_ right: (identifier) @call @call.name) (_ left: (identifier) @call @call.name)
  (unary operand: (identifier) @call @call.name) (parenthesized_statements (identifier) @call @call.name)
  (_ receiver: (identifier) @call @call.name)]
  (#match? @call "[!?]$"))
[(body_statement (identifier) @call @call.name)
 (then (identifier) @call @call.name)
 (else (identifier) @call @call.name)
 (begin (identifier) @call @call.name)
 (block_body (identifier) @call @call.name)
 (if_modifier body: (identifier) @call @call.name)
 (unless_modifier body: (identifier) @call @call.name)]
(argument_list (_) @argument)

; values that get a name
[(assignment) (operator_assignment)] @assignment
(pair) @pair

; decisions; what follows `unless` runs when the test is false
(binary) @comparison
[(if) (elsif) (conditional) (if_modifier) (while) (while_modifier)] @condition
(unless consequence: (_) @condition.alternative) @condition
(unless alternative: (_) @condition.consequence) @condition
[(unless_modifier body: (_) @condition.alternative) (until body: (_) @condition.alternative)
 (until_modifier body: (_) @condition.alternative)] @condition
((_ left: (_) @condition.condition operator: _ @_or right: (return) @condition.alternative) @condition
  (#any-of? @_or "or" "||"))

; the rest; a method gives back its last expression
[(string) (simple_symbol) (delimited_symbol) (bare_string) (bare_symbol) (heredoc_body) (subshell)] @string
(interpolation) @interpolation
(return (argument_list)? @return.value) @return
(method "=" body: (_) @return @return.value)
(_ body: (body_statement (_) @return @return.value . [(rescue) (ensure)]))
(method body: (body_statement [(call) (identifier) (binary) (conditional) (assignment) (operator_assignment) (element_reference) (string)
  (case) (if) (unless) (hash) (array) (constant) (true) (false) (nil) (integer) (instance_variable)] @return @return.value .))
(method body: (body_statement (rescue body: (then [(call) (identifier) (binary) (conditional) (hash) (array) (constant)
  (true) (false) (nil) (string) (instance_variable)] @return @return.value .))))
(block body: (block_body (_) @return @return.value .))
((_ method: (identifier) @_raise arguments: (_)? @throw.value) @throw (#any-of? @_raise "raise" "fail"))
([(body_statement (identifier) @throw) (then (identifier) @throw) (else (identifier) @throw)] (#eq? @throw "raise"))
(rescue exceptions: (_)? @catch.type) @catch
(rescue_modifier handler: (_) @catch @catch.body)
(comment) @comment

; the flow
[(while) (until) (for) (while_modifier) (until_modifier)] @loop
((_ method: (identifier) @_each block: (_) @loop)
  (#match? @_each "^(each|each_[a-z_]+|find_each|find_in_batches|times|upto|loop)$"))
[(case) (case_match)] @switch
(when pattern: (_) @case.value ("," pattern: (_) @case.value)*) @case
(in_clause pattern: (_) @case.value) @case
[(case (else) @case) (case_match (else) @case)]
(rescue_modifier body: (_) @try.body) @try
(begin (_)+ @try.body . (rescue)) @try
(body_statement (_)+ @try.body . (rescue)) @try
[(break) (next) (redo) (retry)] @jump
