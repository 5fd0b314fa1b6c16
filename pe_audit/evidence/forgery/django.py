"""Django: CsrfViewMiddleware asks every view for a token that is not `csrf_exempt`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pe_audit.evidence.forgery.code import IN_PART, Receiver, nearest, without_comments
from pe_audit.evidence.handler import handlers
from pe_audit.evidence.handler.followed.calls import last
from pe_audit.evidence.handler.followed.slice import parameters
from pe_audit.expression import expression
from pe_audit.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.forgery.code import Code
    from pe_audit.evidence.handler import Handler
    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax

_VIEWS = expression(rb"(?s)\b(?:from|import) django\b.*(?:\brequest\.(?:body|POST|read)\b|\bdef post\()")
_MIDDLEWARE = expression(rb"\bMIDDLEWARE(?:_CLASSES)?\b")
_LISTS = expression(rb"(?m)^[ \t]*MIDDLEWARE(?:_CLASSES)?[ \t]*(?::[^=\n]*)?\+?=")
_EXEMPTS = expression(rb"\bcsrf_exempt\b")
_SWITCHED = expression(rb"_dont_enforce_csrf_checks|MIDDLEWARE(?:_CLASSES)?\.remove\(")
_CHECK = "CsrfViewMiddleware"
_READS = expression(r"\brequest\.(?:body|POST|read\(|_request)\b|\brequest\.method\s*[!=]=\s*[\"']POST")
_ONLY_READS = expression(
    r"\brequire_(?:GET|safe)\b|require_http_methods\(\[\s*[\"'](?:GET|HEAD)[\"'](?:,\s*[\"']HEAD[\"'])?\s*\]"
)
_OF_REST = expression(
    r"APIView|ViewSet|\bapi_view\b|rest_framework|\bMutation\b|\bninja\b|\.(?:post|route|api_operation)\b"
)
_PLAIN_VIEWS = expression(
    r"(?:\w+\.)*(?:View|TemplateView|FormView|CreateView|UpdateView|DetailView|ListView|RedirectView|object)"
)
_KNOWN_DECORATORS = expression(
    r"(?:\w+\.)*(?:require_POST|require_http_methods|atomic|never_cache|cache_control|sensitive_\w+|ratelimit|csrf_protect|"
    r"staticmethod|sync_to_async|async_to_sync|xframe_options_\w+|gzip_page|override|non_atomic_requests|login_not_required)\b"
)


def receivers(code: Code) -> Iterator[Receiver]:
    """The views for notifications that an address leads to."""
    views = code.receiving("python", _VIEWS)
    found = [(source, handler) for source in views for handler in handlers(source) if _is_view(source, handler)]
    if not found:
        return
    names = {_called(source, handler) for source, handler in found}
    wrapped, registered = _wrapped(code), _registered(code, names)
    for source, handler in found:
        called = _called(source, handler)
        if called not in registered:
            continue
        yield _judged(code, source, handler, called in wrapped)


def _judged(code: Code, source: SourceFile, handler: Handler, is_wrapped: bool) -> Receiver:
    sound = Receiver(source, handler.place, handler.name)
    holder = next(source.around(handler.scope, "class"), None)
    decorators = [*source.decorators(handler.scope)]
    if holder is not None:
        dispatch = [one for one in source.inside(holder, "function") if one.name == "dispatch"]
        decorators += [one for element in (holder, *dispatch) for one in source.decorators(element)]
    if is_wrapped or any(_EXEMPTS.search(one.text.encode()) for one in decorators):
        return sound
    unknown = _unseen_exemption(code, source, holder, decorators)
    if unknown is None:
        return sound
    settings = _settings(code, source.uri)
    if settings and not any(_CHECK in text for _, text in settings):
        return sound
    if not unknown and not settings:
        unknown = "settings that say whether Django checks tokens (MIDDLEWARE) were not read"
    if not unknown and (switch := code.holding("python", _SWITCHED)):
        unknown = f"{switch[0].uri} may switch the check of tokens off"
    if not unknown and not code.whole:
        unknown = IN_PART
    if unknown:
        return sound._replace(unknown=unknown)
    checking = next(one for one, text in settings if _CHECK in text)
    at = checking.file.data.find(_CHECK.encode())
    related = (checking.file.relate(at, at + len(_CHECK), "checks the tokens of every view that is not exempt"),)
    stopped = "Django answers 403 to a POST without a token, and this view is not exempt."
    return sound._replace(stopped=stopped, related=related, precision=Precision.HIGH)


def _is_view(source: SourceFile, handler: Handler) -> bool:
    """Whether Django calls it with a POST: not a view of the REST framework, which checks tokens of sessions only."""
    if handler.scope.kind != "function":
        return False
    holder = next(source.around(handler.scope, "class"), None)
    around = [one.text for one in source.decorators(handler.scope)]
    if holder is not None:
        around += [holder.text_of("bases"), *(one.text for one in source.decorators(holder))]
    if any(_OF_REST.search(one) or _ONLY_READS.search(one) for one in around):
        return False
    if holder is not None:
        return last(handler.scope.name) in ("post", "dispatch")
    given = parameters(source, handler.scope)
    reads = any(_READS.search(without_comments(source, frame.scope)) for frame in handler.frames)
    return bool(given) and given[0].text.partition(":")[0].strip() == "request" and reads


def _called(source: SourceFile, handler: Handler) -> str:
    holder = next(source.around(handler.scope, "class"), None)
    return holder.name if holder is not None else last(handler.scope.name)


def _registered(code: Code, names: set[str]) -> set[str]:
    """The names of views that an address leads to, from the files that mention one of these."""
    found: set[str] = set()
    spoken = b"|".join(re.escape(name.encode()) for name in sorted(names))
    for source in code.holding("python", re.compile(rb"\burlpatterns\b[\x00-\xff]*?(?:" + spoken + rb")")):
        for call in source.all("call"):
            if last(call.name) in ("path", "re_path", "url", "register"):
                found.update(name for one in source.arguments(call)[1:2] for name in re.findall(r"\w+", one.text))
    return found


def _wrapped(code: Code) -> set[str]:
    """The names of what is exempt by a call: `csrf_exempt(views.notify)`."""
    return {
        name
        for source in code.holding("python", _EXEMPTS)
        for call in source.all("call")
        if last(call.name) == "csrf_exempt"
        for name in re.findall(r"\w+", call.text_of("arguments"))
    }


def _unseen_exemption(code: Code, source: SourceFile, holder: Syntax | None, decorators: list[Syntax]) -> str | None:
    """What may exempt a view without saying so here; empty if nothing, None if it surely does."""
    bases = re.findall(r"[\w.]+", holder.text_of("bases")) if holder is not None else []
    given = [one.text_of("arguments") if last(one.name) == "method_decorator" else one.name for one in decorators]
    around = [name for text in given for name in re.findall(r"[\w.]+", re.sub(r"\w+\s*=\s*[^,)]*", "", text))]
    named = [last(name) for name in around if not _KNOWN_DECORATORS.fullmatch(name)]
    named += [last(one) for one in bases if not _PLAIN_VIEWS.fullmatch(one)]
    for name in named:
        if re.search(r"(?i)csrf_?exempt", name):
            return None
        for one in code.holding("python", _EXEMPTS):
            kinds = (*one.all("function"), *one.all("class"))
            if any(last(made.name) == name and _EXEMPTS.search(made.text.encode()) for made in kinds):
                return None
    return f"whether `{named[0]}` exempts it from the check of tokens is decided elsewhere" if named else ""


def _settings(code: Code, uri: str) -> list[tuple[SourceFile, str]]:
    """The settings of the view's project that name middleware, with what they name."""
    found = []
    for source in code.holding("python", _LISTS):
        lists = [one for one in source.all("assignment") if _MIDDLEWARE.fullmatch(one.text_of("left").encode())]
        if lists:
            found.append((source, " ".join(without_comments(source, one) for one in lists)))
    near = nearest((source for source, _ in found), uri)
    return [(source, text) for source, text in found if source in near]
