"""One small shop written in every language: the same elements come out of all of them."""

from __future__ import annotations

import pytest

from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.source import SourceFile
from pe_audit.evidence.syntax import Syntax, value_of
from pe_audit.evidence.text import File

SHOP = {
    "php": """<?php
#[Service]
class Shop extends Base {
    private $retries = 3;
    #[Route('/ipn')]
    public function receive(Request $request, $mode = 'live') {
        // the MAC
        $mac = sign($request->body, 'k');
        if ($mac !== $request->mac) {
            throw new Refused("no $mode");
        } else {
            $this->status = 'paid';
        }
        try { $client = new Client(['verify' => true]); } catch (Failure $e) { return null; }
        $paid = array_map(fn($order) => $order->id, $orders);
        return $mac ? 'yes' : 'no';
    }
}
""",
    "javascript": """
class Shop extends Base {
  retries = 3;
  @Route('/ipn')
  receive(request, mode = 'live') {
    // the MAC
    const mac = sign(request.body, 'k');
    if (mac !== request.mac) {
      throw new Refused(`no ${mode}`);
    } else {
      this.status = 'paid';
    }
    try { client = new Client({ verify: true }); } catch (e) { return null; }
    const paid = orders.map(order => order.id);
    return mac ? 'yes' : 'no';
  }
}
""",
    "typescript": """
@Service()
class Shop extends Base {
  private retries: number = 3;
  @Route('/ipn')
  receive(request: Request, mode: string = 'live'): string | null {
    // the MAC
    const mac = sign(request.body, 'k');
    if (mac !== request.mac) {
      throw new Refused(`no ${mode}`);
    } else {
      this.status = 'paid';
    }
    try { this.client = new Client({ verify: true }); } catch (e) { return null; }
    const paid = orders.map((order) => order.id);
    return mac ? 'yes' : 'no';
  }
}
""",
    "python": """
@service
class Shop(Base):
    retries = 3
    @route('/ipn')
    def receive(request, mode='live'):
        # the MAC
        mac = sign(request.body, 'k')
        if mac != request.mac:
            raise Refused(f"no {mode}")
        else:
            request.status = 'paid'
        try:
            client = Client(verify=True)
        except Failure as e:
            return None
        paid = map(lambda order: order.id, orders)
        return 'yes' if mac else 'no'
""",
    "java": """
@Service
class Shop extends Base {
  private int retries = 3;
  @Route("/ipn")
  public String receive(Request request, String mode) throws Refused {
    // the MAC
    String mac = sign(request.body, "k");
    if (mac != request.mac) {
      throw new Refused("no");
    } else {
      this.status = "paid";
    }
    try { Client client = new Client(Map.of("verify", true)); } catch (Failure e) { return null; }
    var paid = orders.map(order -> order.id);
    return mac ? "yes" : "no";
  }
}
""",
    "csharp": """
[Service]
class Shop : Base {
  private int retries = 3;
  [Route("/ipn")]
  public string Receive(Request request, string mode = "live") {
    // the MAC
    var mac = Sign(request.Body, "k");
    if (mac != request.Mac) {
      throw new Refused($"no {mode}");
    } else {
      this.Status = "paid";
    }
    try { var client = new Client(verify: true); } catch (Failure e) { return null; }
    var paid = orders.Map(order => order.Id);
    return mac ? "yes" : "no";
  }
}
""",
    "go": """
package shop

type Shop struct {
	*Base
}

const retries = 3

func (s *Shop) Receive(request *Request, mode string) (string, error) {
	// the MAC
	mac := sign(request.Body, "k")
	if mac != request.Mac {
		panic(Refused{Reason: mode})
	} else {
		s.Status = "paid"
	}
	if client := factory.Client(Options{verify: true}); client != nil {
		return client.Get("a")
	}
	paid := lo.Map(orders, func(order *Order) string { return order.ID })
	return mac, nil
}
""",
    "ruby": """
class Shop < Base
  retries = 3
  def receive(request, mode = 'live')
    # the MAC
    mac = sign(request.body, 'k')
    if mac != request.mac
      raise Refused.new("no #{mode}")
    else
      @status = 'paid'
    end
    begin
      client = Client.new(verify: true)
    rescue Failure => e
      return nil
    end
    paid = orders.map { |order| order.id }
    mac ? 'yes' : 'no'
  end
end
""",
    "kotlin": """
@Service
class Shop : Base() {
    private val retries = 3
    @Route("/ipn")
    fun receive(request: Request, mode: String = "live"): String? {
        // the MAC
        val mac = sign(request.body, "k")
        if (mac != request.mac) {
            throw Refused("no $mode")
        } else {
            this.status = "paid"
        }
        try { val client = Client(verify = true) } catch (e: Failure) { return null }
        val paid = orders.map { order -> order.id }
        return if (mac) "yes" else "no"
    }
}
""",
    "swift": """
@Service
class Shop: Base {
    private var retries = 3
    @Route("/ipn")
    func receive(_ request: Request, mode: String = "live") throws -> String? {
        // the MAC
        let mac = sign(request.body, "k")
        if mac != request.mac {
            throw Refused("no \\(mode)")
        } else {
            self.status = "paid"
        }
        do { let client = try Client(verify: true) } catch let e as Failure { return nil }
        let paid = orders.map { order in order.id }
        return mac ? "yes" : "no"
    }
}
""",
}
SHOP["tsx"] = SHOP["typescript"]
language = pytest.mark.parametrize("name", SHOP)
DECORATED = [one for one in SHOP if one not in ("go", "ruby")]
EXPRESSIVE = [one for one in SHOP if one != "go"]  # with a ternary, exceptions, holes in strings


def shop(name: str) -> SourceFile:
    source = SourceFile(File("shop", SHOP[name].encode(), Circumstances()), name)
    assert not source.broken
    return source


def receive(source: SourceFile) -> Syntax:
    (one,) = (function for function in source.all("function") if function.name.lower() == "receive")
    return one


def low(texts: list[str]) -> list[str]:
    return [text.lower() for text in texts]


@language
def test_functions_have_names_and_lambdas_are_functions(name: str) -> None:
    source = shop(name)
    assert low([one.name for one in source.all("function")]) == ["receive", ""]
    assert "Refused" in receive(source).text_of("body")


@language
def test_parameters_belong_to_their_function(name: str) -> None:
    source = shop(name)
    holder = receive(source).part("parameters")
    assert holder is not None
    assert [one.name.lstrip("$") for one in source.inside(holder, "parameter")] == ["request", "mode"]


@language
def test_the_parameter_of_a_lambda_is_one(name: str) -> None:
    source = shop(name)
    assert [one.name.lstrip("$") for one in source.all("parameter")] == ["request", "mode", "order"]


@language
def test_classes_have_bases(name: str) -> None:
    (one,) = shop(name).all("class")
    assert one.name == "Shop" and "Base" in one.text_of("bases")


@pytest.mark.parametrize("name", DECORATED)
def test_decorators_are_found_from_what_they_decorate(name: str) -> None:
    source = shop(name)
    (route,) = source.decorators(receive(source))
    assert route.name.lower() == "route"
    assert [source.string(value_of(one)) for one in source.arguments(route)] == ["/ipn"]


@language
def test_calls_have_names_receivers_and_arguments(name: str) -> None:
    source = shop(name)
    calls = {one.name.lower(): one for one in source.all("call")}
    assert {"sign", "refused", "client"} <= calls.keys()
    first, second = source.arguments(calls["sign"])
    assert value_of(first).last_name.lower() == "body" and source.string(value_of(second)) == "k"
    mapped = calls.get("map") or calls["array_map"]
    assert "orders" in mapped.text


@language
def test_variables_members_and_fields_are_assigned(name: str) -> None:
    source = shop(name)
    left = low([one.parts["left"].last_name.lstrip("$") for one in source.all("assignment")])
    assert left == ["retries", "mac", "status", "client", "paid"]


@pytest.mark.parametrize("name", EXPRESSIVE)
def test_a_comparison_has_two_sides(name: str) -> None:
    (one,) = shop(name).all("comparison")
    assert one.text_of("operator") in ("!=", "!==")
    assert low([one.parts[side].last_name.lstrip("$") for side in ("left", "right")]) == ["mac", "mac"]


@pytest.mark.parametrize("name", EXPRESSIVE)
def test_if_and_ternary_are_conditions(name: str) -> None:
    source = shop(name)
    branch, choice = source.all("condition")
    assert "mac" in branch.text_of("condition")
    assert "Refused" in branch.text_of("consequence") and "paid" in branch.text_of("alternative")
    assert source.string(choice.parts["consequence"]) == "yes" and source.string(choice.parts["alternative"]) == "no"


@pytest.mark.parametrize("name", EXPRESSIVE)
def test_returns_throws_catches_and_comments(name: str) -> None:
    source = shop(name)
    assert len(source.all("return")) == 3  # with the lambda's bare body
    (thrown,) = source.all("throw")
    assert "Refused" in thrown.text_of("value")
    (caught,) = source.all("catch")
    assert "return" in caught.text_of("body")
    assert [one.text.strip("/# ") for one in source.all("comment")] == ["the MAC"]


@pytest.mark.parametrize("name", [one for one in EXPRESSIVE if one != "java"])
def test_a_string_with_a_hole_says_nothing_certain(name: str) -> None:
    source = shop(name)
    (hole,) = source.all("interpolation")
    (holed,) = source.around(hole, "string")
    assert source.string(holed) is None


@pytest.mark.parametrize("name", [one for one in SHOP if one != "java"])
def test_keys_named_arguments_and_keywords_are_pairs(name: str) -> None:
    one = shop(name).all("pair")[-1]
    assert one.parts["key"].last_name.lower() == "verify" and one.text_of("value").lower() == "true"


STRINGS = {
    "php": [("'a'", "a"), ('"a"', "a"), ("<<<'X'\na\nX", "a")],
    "javascript": [("'a'", "a"), ('"a"', "a"), ("`a`", "a")],
    "python": [("'a'", "a"), ("b'a'", "a"), ('r"""a"""', "a")],
    "java": [('"a"', "a")],
    "csharp": [('"a"', "a"), ('@"a"', "a"), ('"""a"""', "a")],
    "go": [('"a"', "a"), ("`a`", "a")],
    "kotlin": [('"a"', "a"), ('"""a"""', "a")],
    "swift": [('"a"', "a"), ('#"a"#', "a"), ('"""\na\n"""', "\na\n")],
    "ruby": [('"a"', "a"), ("'a'", "a"), (":a", "a"), (':"a"', "a")],
}


@pytest.mark.parametrize(
    ("name", "literal", "content"), [(name, *case) for name, cases in STRINGS.items() for case in cases]
)
def test_every_kind_of_quotes_is_taken_off(name: str, literal: str, content: str) -> None:
    before, after = {
        "php": ("<?php $x = ", ";"),
        "java": ("class A { String x = ", "; }"),
        "go": ("package a; var x = ", ""),
        "kotlin": ("val x = ", "\n"),
        "swift": ("let x = ", "\n"),
    }.get(name, ("x = ", "\n;"))
    code = f"{before}{literal}{after}" if name != "csharp" else f"class A {{ string x = {literal}; }}"
    source = SourceFile(File("x", code.encode(), Circumstances()), name)
    (one,) = source.all("string")
    assert source.string(one) == content


def read(name: str, code: str) -> SourceFile:
    source = SourceFile(File("x", code.encode(), Circumstances()), name)
    assert not source.broken
    return source


def test_gos_receiver_is_no_parameter_and_names_the_owner() -> None:
    source = read("go", "package a\nfunc (s *Shop) Pay(a, b string, n ...int) {}")
    (pay,) = source.all("function")
    assert pay.text_of("owner") == "s *Shop"
    assert [(one.name, one.text_of("type")) for one in source.all("parameter")] == [
        ("a", "string"),
        ("b", "string"),
        ("n", "int"),
    ]


def test_gos_struct_literal_is_a_call_with_pairs() -> None:
    source = read("go", "package a\nvar c = &http.Client{Timeout: 3, Transport: &Transport{tls}}")
    client, transport = source.all("call")
    assert (client.name, client.text_of("receiver"), transport.name) == ("Client", "http", "Transport")
    assert [value_of(one).text for one in source.arguments(client)] == ["3", "&Transport{tls}"]
    assert [one.parts["key"].text for one in source.all("pair")] == ["Timeout", "Transport"]


def test_gos_if_with_an_initialiser_and_its_switches() -> None:
    code = """package a
func f() {
	if err := g(); err != nil { return } else if ok { h() }
	switch v := x.(type) { case string, int: h() }
	switch state { case "paid", "done": h(); default: }
	for ok { h() }
}"""
    source = read("go", code)
    assert [one.text_of("condition") for one in source.all("condition")] == ["err != nil", "ok", "ok"]
    assert [one.text_of("subject") for one in source.all("switch")] == ["x", "state"]
    assert [one.text_of("value") for one in source.all("case")] == ["string, int", '"paid", "done"', ""]


@pytest.mark.parametrize(
    ("code", "when_true", "when_false"),
    [
        ("unless a\n b\nelse\n c\nend", "c", "b"),
        ("b unless a", "", "b"),
        ("b if a", "b", ""),
        ("until a do b end", "", "b"),
        ("a or return b", "", "return b"),
    ],
)
def test_rubys_conditions_say_what_runs_when_they_are_true(code: str, when_true: str, when_false: str) -> None:
    (one,) = read("ruby", code).all("condition")
    assert one.text_of("condition") == "a"
    assert one.text_of("consequence").removeprefix("else").strip() == when_true
    assert one.text_of("alternative").removeprefix("do").removesuffix("end").strip() == when_false


def test_rubys_calls_need_no_brackets() -> None:
    source = read("ruby", "def a\n  pay!\n  return head :ok if paid?\n  render json: {}\n  order.save!\nend")
    names = [(one.name, one.text_of("receiver")) for one in source.all("call")]
    assert names == [("pay!", ""), ("head", ""), ("paid?", ""), ("render", ""), ("save!", "order")]


def test_ruby_gives_back_the_last_expression_also_of_what_is_rescued() -> None:
    source = read("ruby", "def a\n  b\n  c(1)\nend\ndef d = e(2)\ndef f\n  g(3)\nrescue Refused\n  h(4)\nend")
    assert [one.text_of("value") for one in source.all("return")] == ["c(1)", "e(2)", "g(3)", "h(4)"]


def test_what_rubys_rescue_guards() -> None:
    source = read("ruby", "def a\n  b(1)\n  c(2)\nrescue X, Y\n  d(3)\nend\ne = f(1) rescue nil")
    whole, modifier = source.all("try")
    assert whole.text_of("body") == "b(1)\n  c(2)" and modifier.text_of("body") == "f(1)"
    assert [one.text_of("type") for one in source.all("catch")] == ["X, Y", ""]


def test_kotlins_block_is_an_argument_and_an_infix_call_a_call() -> None:
    source = read("kotlin", 'fun f() {\n post("/ipn") { pay() }\n a?.b!!.map { it.id }\n c.get<Map>("d")\n e eq f\n}')
    calls = source.all("call")
    assert [(one.name, one.text_of("receiver")) for one in calls] == [
        ("post", ""),
        ("pay", ""),
        ("map", "a?.b!!"),
        ("get", "c"),
        ("eq", "e"),
    ]
    given = [[value_of(one).text for one in source.arguments(call)] for call in calls]
    assert given == [['"/ipn"', "{ pay() }"], [], ["{ it.id }"], ['"d"'], ["f"]]
    assert source.all("comparison")[1:] == ()


def test_kotlins_elvis_is_a_condition_where_it_leaves() -> None:
    source = read("kotlin", "fun f() {\n val a = b ?: return\n val c = d ?: 1\n e ?: throw F()\n}")
    assert [(one.text_of("condition"), one.text_of("alternative")) for one in source.all("condition")] == [
        ("b", "return"),
        ("e", "throw F()"),
    ]


def test_kotlins_when_is_a_switch_or_conditions() -> None:
    code = 'fun f() {\n when (a) {\n "b", "c" -> d()\n else -> e()\n }\n when {\n g == 1 -> h()\n }\n}'
    source = read("kotlin", code)
    assert [one.text_of("subject") for one in source.all("switch")] == ["a", ""]
    assert [one.text_of("value") for one in source.all("case")] == ['"b", "c"', ""]
    (one,) = source.all("condition")
    assert (one.text_of("condition"), one.text_of("consequence")) == ("g == 1", "h()")


def test_kotlins_values_with_names() -> None:
    code = """class A(val b: Int = 1) {
    val c: String by lazy { "d" }
    val e: String
        get() = f()
    companion object {
        const val G = "h"
    }
}
val i = mapOf("j" to 1)
"""
    source = read("kotlin", code)
    assert [(one.text_of("left"), one.text_of("right")) for one in source.all("assignment")] == [
        ("c", 'lazy { "d" }'),
        ("G", '"h"'),
        ("i", 'mapOf("j" to 1)'),
    ]
    assert [one.name for one in source.all("function")] == ["", "e"]
    assert [one.text_of("value") for one in source.all("return")] == ['"d"', "f()"]
    assert [(one.text_of("key"), one.text_of("value")) for one in source.all("pair")] == [('"j"', "1")]
    (parameter,) = source.all("parameter")
    assert (parameter.name, parameter.text_of("default")) == ("b", "1")


def test_kotlins_jumps_and_labelled_returns() -> None:
    source = read("kotlin", "fun f() {\n for (a in b) {\n if (a) continue\n break\n }\n return@f c(1)\n}")
    assert [one.text for one in source.all("jump")] == ["continue", "break"]
    assert [one.text_of("value") for one in source.all("return")] == ["c(1)"]


def test_swifts_guard_runs_its_body_when_the_test_fails() -> None:
    source = read("swift", "func f() {\n guard let a = b, c else { return }\n if let d { e() } else if g { h() }\n}")
    guard, let, other = source.all("condition")
    assert (guard.text_of("condition"), guard.text_of("consequence"), guard.text_of("alternative").strip()) == (
        "let a = b, c",
        "",
        "return",
    )
    assert (let.text_of("condition"), let.text_of("consequence").strip()) == ("let d", "e()")
    assert let.text_of("alternative") == other.text
    (given,) = source.all("assignment")
    assert (given.text, given.text_of("left"), given.text_of("right")) == ("a = b", "a", "b")


def test_swifts_calls_with_type_arguments_are_no_comparisons() -> None:
    source = read("swift", "let mac = HMAC<SHA256>.authenticationCode(for: body, using: key)")
    (call,) = source.all("call")
    assert (call.name, call.text_of("receiver")) == ("authenticationCode", "HMAC<SHA256>")
    assert [(one.text_of("key"), one.text_of("value")) for one in source.all("pair")] == [
        ("for", "body"),
        ("using", "key"),
    ]
    assert source.all("comparison") == ()


def test_swifts_block_is_an_argument_and_a_subscript_no_call() -> None:
    source = read("swift", 'app.post("ipn", a) { req in\n b["c"] = req.d["e"]\n return try await g(req)\n}')
    post, g = source.all("call")
    assert (post.name, post.text_of("receiver"), g.name) == ("post", "app", "g")
    assert [value_of(one).text[:6] for one in source.arguments(post)] == ['"ipn"', "a", "{ req "]
    (closure,) = source.all("function")
    assert [one.name for one in source.inside(closure, "parameter")] == ["req"]


def test_swifts_dictionaries_enums_and_computed_properties() -> None:
    source = read("swift", 'enum A: String { case b = "c" }\nvar d: String { "e" }\nlet f = ["g": 1, "h": i]\n')
    assert [(one.text_of("left"), one.text_of("right")) for one in source.all("assignment")] == [
        ("b", '"c"'),
        ("f", '["g": 1, "h": i]'),
    ]
    assert [(one.text_of("key"), one.text_of("value")) for one in source.all("pair")] == [('"g"', "1"), ('"h"', "i")]
    assert [one.name for one in source.all("function")] == ["d"]
    assert [one.text_of("value") for one in source.all("return")] == ['"e"']


def test_swifts_switches_and_errors() -> None:
    code = """func f() {
 switch a { case "b", "c": d()
 default: break }
 do { try e() } catch let g as H { throw g } catch { }
}"""
    source = read("swift", code)
    assert [one.text_of("value") for one in source.all("case")] == ['"b", "c"', ""]
    assert [one.text_of("type") for one in source.all("catch")] == ["let g as H", ""]
    assert [one.text_of("body").strip() for one in source.all("try")] == ["try e()"]
    assert [one.text for one in source.all("jump")] == ["break"]


def test_phps_define_gives_a_name_a_value() -> None:
    source = read(
        "php", "<?php define('URL_BASE', 'https://a'); define(\"CLAVE\", getenv('K'), true); define($a, 1); b('C', 2);"
    )
    assert [(one.text_of("left"), one.text_of("right")) for one in source.all("assignment")] == [
        ("URL_BASE", "'https://a'"),
        ("CLAVE", "getenv('K')"),
    ]
