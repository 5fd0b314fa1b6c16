"""nginx's geo and map blocks as access rules: `if ($denied) { return 403; }` asks what they make of the address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pe_audit.evidence.access.rules import AccessRule, decision, rule
from pe_audit.evidence.networks import EVERYBODY
from pe_audit.expression import expression

if TYPE_CHECKING:
    from collections.abc import Callable

    from pe_audit.evidence.settings import Setting
    from pe_audit.evidence.site.blocks import Block
    from pe_audit.evidence.site.including import Configuration

_VARIABLE = expression(r"\$\{?(\w+)")
_ADDRESS = expression(r"\$\{?(?:binary_)?(?:remote_addr|realip_remote_addr)\b")
_CONDITION = expression(r"\(\s*\$\{?(\w+)\}?\s*(?:(!=|=)\s*[\"']?([^\s\"']*)[\"']?\s*)?\)")
_REFUSES = expression(r"(?:401|403|404|410|444|503)\b")
_CALLED = expression(r"allow|white|den(?:y|ied)|trust|gateway|admit|permit|network|(?:^|_)ips?(?:_|$)", re.IGNORECASE)
_UNCLEAR = "a geo or map block decides who is admitted, in a way that is not followed"
_UNSET = "a variable decides who is admitted, and what sets it is not among the files that could be read"
_OPTIONS = ("ranges", "delete", "proxy", "proxy_recursive", "include", "hostnames", "volatile")


class Tables:
    """The variables that a configuration makes, and those of them that it makes of the client's address."""

    def __init__(self, configuration: Configuration) -> None:
        self._configuration = configuration
        self._lines: dict[str, list[Setting]] = {}  # a geo or map block's, each with its own word as key
        self._others: set[str] = set()
        root = configuration.root
        for block in (root, *root.within()):
            self._read(block)

    def _read(self, block: Block) -> None:
        inside = ""
        lines: list[Setting] | None = None
        for name, setting in block.directives:
            if inside and name.startswith(inside):
                if lines is not None:
                    lines.append(setting._replace(key=name[len(inside) :]))
                continue
            inside, lines = "", None
            words = setting.value.split()
            if name == "set":
                self._others.add(words[0].lstrip("$") if words else "")
            elif name in ("geo", "map", "split_clients") and words:
                inside, variable = f"{name}[{setting.value}].", words[-1].lstrip("$")
                if (name == "geo" and len(words) == 1) or (len(words) > 1 and _ADDRESS.match(words[0])):
                    lines = []
                    self._lines.setdefault(variable, lines)
                else:
                    self._others.add(variable)

    def tested(self, block: Block) -> tuple[tuple[AccessRule, ...], str]:
        """The rules that the block's own `if` applies to the client's address, and what makes them doubtful."""
        tests = [test for test in block.blocks if test.name == "if"]
        asked = [(test, made) for test in tests if (made := self._made_of_address(test.arguments)) is not None]
        if not asked:
            return (), _UNSET if any(self._asks_unknown(test) for test in tests) else ""
        test, made = asked[0]
        refuses = _refused(test)
        if len(asked) > 1 or refuses is None or _ADDRESS.search(test.arguments):
            return (), _UNCLEAR
        rules = self._rules(made, refuses)
        return (rules, "") if rules else ((), _UNCLEAR)

    def _made_of_address(self, condition: str) -> list[Setting] | None:
        """The lines of the geo or map block behind a condition's variable; none for the client's address itself."""
        if _ADDRESS.search(condition):
            return []
        return next((self._lines[name] for name in _VARIABLE.findall(condition) if name in self._lines), None)

    def _asks_unknown(self, test: Block) -> bool:
        """Whether an `if` turns away by a variable that is called like a list and is set nowhere."""
        condition = _CONDITION.fullmatch(test.arguments)
        if condition is None or condition[1] in self._others or not _CALLED.search(condition[1]):
            return False
        return _refused(test) is not None

    def _rules(self, made: list[Setting], refuses: Callable[[str], bool]) -> tuple[AccessRule, ...]:
        """The lines in the order in which they decide: the longer network before the shorter, `default` last."""
        observe = self._configuration.observe
        rules, default = [], ""
        ending = None
        for setting in made:
            if setting.key in _OPTIONS:
                return ()
            if setting.key == "default":
                default, ending = setting.value, setting
                continue
            rules.append(rule(not refuses(setting.value), setting.key, observe(setting)))
        if any(one.addresses is None for one in rules):
            return ()
        rules.sort(key=lambda one: min(size for size in (one.addresses or EVERYBODY).counts if size))
        if refuses(default) and rules:
            rules.append(decision(False, "all", EVERYBODY, observe(ending) if ending is not None else rules[-1]))
        return tuple(rules)


def _refused(test: Block) -> Callable[[str], bool] | None:
    """Which values of the variable an `if` turns away; None if that is not all it does."""
    condition = _CONDITION.fullmatch(test.arguments)
    ends = test.named("return")
    if condition is None or len(test.directives) != 1 or len(ends) != 1 or not _REFUSES.match(ends[0].value):
        return None
    operator, wanted = condition[2], condition[3]
    if operator is None:
        return lambda value: value not in ("", "0")
    return (lambda value: value == wanted) if operator == "=" else (lambda value: value != wanted)
