"""nginx's geo and map blocks as access rules: `if ($denied) { return 403; }` asks what they make of the address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pe_audit.evidence.access.rules import AccessRule, rule
from pe_audit.evidence.networks import EVERYBODY

if TYPE_CHECKING:
    from collections.abc import Callable

    from pe_audit.evidence.nginx import Block
    from pe_audit.evidence.settings import Setting, SettingsFile

_VARIABLE = re.compile(r"\$\{?(\w+)")
_ADDRESS = re.compile(r"\$\{?(?:binary_)?(?:remote_addr|realip_remote_addr)\b")
_CONDITION = re.compile(r"\(\s*\$\{?(\w+)\}?\s*(?:(!=|=)\s*[\"']?([^\s\"']*)[\"']?\s*)?\)")
_REFUSES = re.compile(r"(?:401|403|404|410|444|503)\b")
_UNCLEAR = "a geo or map block decides who is admitted, in a way that is not followed"
_OPTIONS = ("ranges", "delete", "proxy", "proxy_recursive", "include", "hostnames", "volatile")


def tested(block: Block, evidence: SettingsFile) -> tuple[tuple[AccessRule, ...], str]:
    """The rules that the block's own `if` applies to the client's address, and what makes them doubtful."""
    asked = [
        (test, made)
        for test in block.blocks
        if test.name == "if" and (made := _made_of_address(test.arguments, evidence)) is not None
    ]
    if not asked:
        return (), ""
    test, made = asked[0]
    refuses = _refused(test)
    if len(asked) > 1 or refuses is None or _ADDRESS.search(test.arguments):
        return (), _UNCLEAR
    rules = _rules(made, refuses, evidence)
    return (rules, "") if rules else ((), _UNCLEAR)


def _made_of_address(condition: str, evidence: SettingsFile) -> list[Setting] | None:
    """The lines of the geo or map block behind a condition's variable; none for the client's address itself."""
    if _ADDRESS.search(condition):
        return []
    for name in _VARIABLE.findall(condition):
        for number, setting in enumerate(evidence.settings):
            if setting.name not in ("geo", "map") or setting.value.split()[-1:] != [f"${name}"]:
                continue
            given = setting.value.split()[:-1]
            if (setting.name == "geo" and not given) or (given and _ADDRESS.match(given[0])):
                prefix = f"{setting.key}[{setting.value}]."
                inside = (one for one in evidence.settings[number + 1 :] if one.key.startswith(prefix))
                return [one._replace(key=one.key[len(prefix) :]) for one in inside]
    return None


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


def _rules(made: list[Setting], refuses: Callable[[str], bool], evidence: SettingsFile) -> tuple[AccessRule, ...]:
    """The block's lines in the order in which they decide: the longer network before the shorter, `default` last."""
    rules, default = [], ""
    ending = None
    for setting in made:
        if setting.key in _OPTIONS:
            return ()
        if setting.key == "default":
            default, ending = setting.value, setting
            continue
        rules.append(rule(not refuses(setting.value), setting.key, evidence.observe(setting)))
    if any(one.addresses is None for one in rules):
        return ()
    rules.sort(key=lambda one: min(size for size in (one.addresses or EVERYBODY).counts if size))
    if refuses(default) and rules:
        at = evidence.observe(ending) if ending is not None else rules[-1]
        rules.append(AccessRule(False, "all", EVERYBODY, at.line, at.column, at.end_column))
    return tuple(rules)
