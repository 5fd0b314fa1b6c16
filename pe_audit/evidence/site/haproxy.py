"""HAProxy: which frontend takes the callback, by its ACLs, and how."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from pe_audit.evidence.access.callback import certainty
from pe_audit.evidence.site.pattern import finds
from pe_audit.evidence.site.service import Barrier, Service, is_local
from pe_audit.expression import expression

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pe_audit.evidence.circumstances import Circumstances
    from pe_audit.evidence.settings import Setting
    from pe_audit.evidence.site.blocks import Block
    from pe_audit.evidence.site.including import Configuration

_PATH = expression(r"(?:path|url)(?:_(beg|end|dir|sub|reg))?(?:,\S*)?$")
_TERM = expression(r"!?\s*\{([^{}]*)\}|\|\||!?[^\s{}]+")
_WEB_PORT = expression(r"(?:\*|\S*[\d\]])?:(?:80|443)(?:\s|$)")
_SECURE = ("ssl_fc", "dst_port", "ssl_fc_has_sni", "req.proto")
_CLIENT = ("ssl_c_verify", "ssl_c_used", "ssl_fc_has_crt", "ssl_c_s_dn")

Term = tuple[bool, str]  # whether it is negated, and what it asks, without braces


def services(configuration: Configuration, circumstances: Circumstances) -> Iterator[Service]:
    """Each frontend that names the callback's path in an ACL; those for the whole web where a callback is declared."""
    defaults = [block for block in configuration.root.blocks if block.name == "defaults"]
    for front in configuration.root.blocks:
        if front.name not in ("frontend", "listen"):
            continue
        asks = {setting.value.partition(" ")[0]: setting.value.partition(" ")[2] for setting in front.named("acl")}
        named = list(_callbacks(front, circumstances))
        if circumstances.declared.callbacks and not named and _is_http(front, defaults):
            named = [(bind, False) for bind in front.named("bind") if _WEB_PORT.match(bind.value)]
        for place, certain in named:
            service = Service(configuration, place, certain)
            judged = _Conditions(asks, circumstances)
            _listen(service, front)
            _answer(service, front, judged)
            service.barriers = list(_barriers(front, judged))
            yield service
            break


def _is_http(front: Block, defaults: list[Block]) -> bool:
    """Whether a frontend speaks HTTP, which none does unless it is said, by itself or by the defaults."""
    said = front.named("mode") or [setting for block in defaults for setting in block.named("mode")]
    return bool(said) and said[-1].value == "http"


def _callbacks(front: Block, circumstances: Circumstances) -> Iterator[tuple[Setting, bool]]:
    """The settings that name the callback's path, the surest first."""
    found = []
    for name, setting in front.directives:
        if name in ("acl", "use_backend", "http-request", "redirect"):
            criteria = (
                [setting.value.partition(" ")[2]] if name == "acl" else re.findall(r"\{([^{}]*)\}", setting.value)
            )
            for criterion in criteria:
                certain = _is_callback(criterion, circumstances)
                if certain is not None:
                    found.append((setting, certain))
    yield from sorted(found, key=lambda pair: not pair[1])


def _is_callback(criterion: str, circumstances: Circumstances) -> bool | None:
    """Whether an ACL criterion is about the callback's path: True surely, False perhaps, None not."""
    kind, values = _path_of(criterion)
    if not values:
        return None
    live = [one.path for one in circumstances.declared.callbacks if one.environment == "production"]
    if live:
        return True if any(_holds(kind, value, path) for value in values for path in live) else None
    known = [certain for value in values if (certain := certainty(value, circumstances)) is not None]
    return max(known) if known else None


def _path_of(criterion: str) -> tuple[str, list[str]]:
    words = criterion.split()
    match = _PATH.match(words[0]) if words else None
    if match is None:
        return "", []
    kind, values = match[1] or "", words[1:]
    while values and values[0] in ("-i", "-m", "--"):
        if values[0] == "-m" and len(values) > 1:
            kind = values[1]
            values = values[1:]
        values = values[1:]
    return kind, values


def _holds(kind: str, value: str, path: str) -> bool:
    if kind == "reg":
        return finds(value, path) is True
    tests = {"beg": path.startswith(value), "end": path.endswith(value), "sub": value in path}
    return tests.get(kind, value.strip("/") in path.split("/") if kind == "dir" else value == path)


def _listen(service: Service, front: Block) -> None:
    for setting in front.named("bind"):
        address, *words = setting.value.split() or [""]
        if "ssl" in words:
            service.encrypted = service.encrypted or setting
            _clients(service, front, setting, words)
        elif not is_local(address):
            service.plain = service.plain or setting


def _clients(service: Service, front: Block, bind: Setting, words: list[str]) -> None:
    verify = next((after for word, after in pairwise(words) if word == "verify"), "none")
    state = {"required": "required", "optional": "optional"}.get(verify, "off")
    texts = [setting.value for name, setting in front.directives if name in ("http-request", "acl", "use_backend")]
    if state == "optional" and any(word in text for word in _CLIENT for text in texts):
        state = "checked"
    if service.verified is None or state in ("off", "optional"):
        service.clients, service.verified = state, bind


def _answer(service: Service, front: Block, judged: _Conditions) -> None:
    for name, setting in front.directives:
        action = setting.value if name == "http-request" else f"redirect {setting.value}" if name == "redirect" else ""
        condition = _condition(action)
        if judged.is_true(condition, plain=True) is not True:
            continue
        if action.startswith("redirect") and "https" in action:
            service.answer, service.answered = "redirects", setting
            service.blanket = judged.path_of(condition) is None
            return
        if action.startswith(("deny", "reject", "tarpit", "silent-drop")) and judged.is_true(condition) is not True:
            service.answer, service.answered = "refuses", setting
            return


def _barriers(front: Block, judged: _Conditions) -> Iterator[Barrier]:
    for setting in front.named("http-request"):
        condition = _condition(setting.value)
        if judged.is_true(condition) is not True:
            continue
        if setting.value.startswith(("deny", "reject", "tarpit", "silent-drop")) and judged.asks_method(condition):
            yield Barrier(setting, "refuses POST")
        if setting.value.startswith("auth"):
            yield Barrier(setting, "asks for a password")


def _condition(action: str) -> tuple[bool, list[list[Term]]]:
    """What follows `if` or `unless`: whether the whole is negated, and the alternatives of terms."""
    match = re.search(r"\b(if|unless)\s+(.*)$", action, re.DOTALL)
    if match is None:
        return False, [[]]
    alternatives: list[list[Term]] = [[]]
    for term in _TERM.finditer(match[2]):
        if term[0] in ("||", "or"):
            alternatives.append([])
        else:
            text = term[1] if term[1] is not None else term[0].lstrip("!")
            alternatives[-1].append((term[0].startswith("!"), text.strip()))
    return match[1] == "unless", alternatives


class _Conditions:
    """Conditions judged for one request: a POST to the callback. None = not known."""

    def __init__(self, asks: Mapping[str, str], circumstances: Circumstances) -> None:
        self._asks = asks
        self._circumstances = circumstances

    def is_true(self, condition: tuple[bool, list[list[Term]]], *, plain: bool = False) -> bool | None:
        negated, alternatives = condition
        results = [self._all(terms, plain) for terms in alternatives]
        result = True if True in results else None if None in results else False
        return result if result is None or not negated else not result

    def asks_method(self, condition: tuple[bool, list[list[Term]]]) -> bool:
        return any(self._criterion(text).lower().startswith("meth") for terms in condition[1] for _, text in terms)

    def path_of(self, condition: tuple[bool, list[list[Term]]]) -> str | None:
        texts = (self._criterion(text) for terms in condition[1] for _, text in terms)
        return next((text for text in texts if _path_of(text)[1]), None)

    def _criterion(self, text: str) -> str:
        return self._asks.get(text, text)

    def _all(self, terms: list[Term], plain: bool) -> bool | None:
        results = [self._one(negated, text, plain) for negated, text in terms]
        return False if False in results else None if None in results else True

    def _one(self, negated: bool, text: str, plain: bool) -> bool | None:
        criterion = self._criterion(text)
        words = criterion.split()
        result: bool | None = None
        if criterion.startswith("METH_"):
            result = criterion == "METH_POST"
        elif words and words[0] in ("method", "meth"):
            result = "POST" in (word.upper() for word in words[1:])
        elif words and words[0] in _SECURE[:1]:
            result = not plain
        elif _path_of(criterion)[1]:
            result = _is_callback(criterion, self._circumstances) is not None or None
        return result if result is None or not negated else not result
