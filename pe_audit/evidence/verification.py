"""Where code decides whether the other side's certificate is checked: options, callbacks, and known constants."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from pe_audit.evidence.syntax import value_of
from pe_audit.expression import expression
from pe_audit.lexicon import says

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.source import SourceFile
    from pe_audit.evidence.syntax import Syntax


@dataclass(frozen=True, slots=True)
class Switch:
    """One decision: `off` if nothing is checked. `name` is what the option, function or constant is called."""

    span: Syntax
    name: str
    off: bool


# Names without case and punctuation: CURLOPT_SSL_VERIFYPEER and curlopt-ssl-verifypeer are one.
_HOST_CHECKS = frozenset({"curloptsslverifyhost", "sslverifyhost", "curloptproxysslverifyhost"})  # 1 does not check
_OFF_WHEN_FALSE = _HOST_CHECKS | {
    "rejectunauthorized", "strictssl", "sslverify", "verifyssl", "verifysslcert", "sslverification", "verifypeer",
    "verifypeername", "verifyhost", "sslverifypeer", "curloptsslverifypeer", "curloptproxysslverifypeer", "verifycert",
    "verifycerts", "verifycertificate", "verifycertificates", "sslcertverification", "validatecert", "validatecerts",
    "validatecertificate", "checkhostname", "asserthostname", "verifyhostname", "nodetlsrejectunauthorized",
    "validatesdomainname",
}  # fmt: skip
_OFF_WHEN_TRUE = frozenset({
    "allowselfsigned", "insecureskipverify", "disablesslcertificatevalidation", "trustall", "trustallcerts",
    "trustallcertificates", "acceptallcerts", "acceptallcertificates", "insecuressl", "skipsslvalidation",
    "skipsslverification", "ignoresslerrors", "ignorecertificateerrors", "ignoresslcertificateerrors",
    "disablehostnameverification", "disablesslverification", "allcertsvalid", "allowinvalidcertificates",
})  # fmt: skip
_OFF_WHEN_NONE = frozenset({"certreqs", "verifymode", "sslverifymode", "sslcertreqs"})
_CALLED_TO_SWITCH_OFF = frozenset({"withoutverifying", "relaxedhttpsvalidation", "trustallhosts", "trusteverything"})
# What takes a function that decides on certificates or host names.
_ASKS = frozenset({
    "servercertificatecustomvalidationcallback", "servercertificatevalidationcallback", "certificatevalidationcallback",
    "remotecertificatevalidationcallback", "checkserveridentity", "sslstream", "hostnameverifier", "loadtrustmaterial",
    "sethostnameverifier", "setdefaulthostnameverifier", "setsslhostnameverifier",
})  # fmt: skip
_DECIDER = expression(r"HostnameVerifier|SSLSession|TrustStrategy|X509Certificate\[\]")
_CONSTANT = expression(
    rb"\b(?:NoopHostnameVerifier|AllowAllHostnameVerifier|ALLOW_ALL_HOSTNAME_VERIFIER|NullHostnameVerifier|"
    rb"DangerousAcceptAnyServerCertificateValidator|InsecureTrustManagerFactory|TrustAllStrategy|DisabledTrustEvaluator|"
    rb"DisabledEvaluator|TrustSelfSignedStrategy|_create_unverified_context|_create_unverified_https_context)\b"
)
# What looks at the certificate before Apple's `URLCredential(trust:)` accepts it.
_EVALUATES = expression(rb"SecTrustEvaluate|SecCertificate|SecTrustCopyKey|(?i:evaluate\w*\(|pinn|[^\w]pins?\b)")
_DECLARED = expression(
    rb"\s*(?:import|using|use|from|(?:(?:public|open|final|static|private) )*(?:class|struct|typealias|extension))\b"
)
_NONE = expression(r"(?:CERT|VERIFY)_(\w+)$|^:?(none|peer)$")
_FALSE = frozenset({"false", "0", "no", "off", "!1"})
_TRUE = frozenset({"true", "1", "yes", "on", "!0", "2"})
_PLAIN = expression(r"[^a-z0-9]")
_HTTP = expression(
    r"(?i)request|http|session|client|guzzle|curl|fetch|axios|soap|zeep|agent|wp_remote|faraday|typhoeus|savon"
)
_HTTP_METHOD = expression(r"(?i)(?:get|post|put|patch|delete|head|options|send|stream|withoptions)(?:async)?")
_HTTP_OPTION = expression(rb"base_uri|timeout|headers|http_errors|proxy|form_params|cert['\"]")
_AIOHTTP = expression(r"TCPConnector|get|post|put|patch|delete|head|request|ws_connect")
_NEAR = 300  # bytes


def switches(source: SourceFile) -> Iterator[Switch]:
    """Every decision of a file, in no order; one may be seen twice."""
    for element, key, value in _named_values(source):
        yield from _of_value(source, element, key, value)
    functions: dict[str, list[Syntax]] = defaultdict(list)
    for function in source.all("function"):
        yield from _of_function(source, function)
        functions[_last(function)].append(function)
    for call in source.all("call"):
        yield from _of_call(source, call, functions[_last(call)])
    yield from _constants(source)


def _plain(name: str) -> str:
    return _PLAIN.sub("", name.lower())


def _last(element: Syntax) -> str:
    name = element.part("name")
    return name.last_name if name is not None else ""


def _named_values(source: SourceFile) -> Iterator[tuple[Syntax, Syntax, Syntax]]:
    """`key: value`, `key = value`, `key=value` in a call, the defaults of parameters."""
    named = [
        *((one, one.part("key"), one.part("value")) for one in source.all("pair")),
        *((one, one.part("left"), one.part("right")) for one in source.all("assignment")),
        *((one, one.part("name"), one.part("default")) for one in source.all("parameter")),
    ]
    for element, key, value in named:
        if key is not None and value is not None and key.end - key.start < _NEAR:
            yield element, key, value


def _of_value(source: SourceFile, element: Syntax, key: Syntax, value: Syntax) -> Iterator[Switch]:
    name = key.last_name
    if name == "verify":
        if _is_http(source, element):
            yield from _by_name(source, element, "sslverify", name, value)
    elif name == "ssl" and source.language == "python" and b"aiohttp" in source.file.data:
        call = next(source.around(element, "call"), None)
        if call is not None and _AIOHTTP.fullmatch(call.name) and _literal(source, value) == "false":
            yield Switch(element, name, off=True)
    elif name == "check_hostname" and key.text.startswith("self."):
        return  # a class like SSLContext
    elif name != "rejectUnauthorized" or not _is_database(source, element):
        yield from _by_name(source, element, _plain(name), name, value)


def _by_name(source: SourceFile, element: Syntax, name: str, shown: str, value: Syntax) -> Iterator[Switch]:
    literal = _literal(source, value)
    if name in _OFF_WHEN_FALSE:
        if literal in _FALSE or (literal == "1" and name in _HOST_CHECKS):
            yield Switch(element, shown, off=True)
        elif literal in _TRUE:
            yield Switch(element, shown, off=False)
    elif name in _OFF_WHEN_TRUE and literal in _TRUE | _FALSE:
        yield Switch(element, shown, off=literal in _TRUE)
    elif name in _OFF_WHEN_NONE and (found := _NONE.search(value.text[-30:].strip("'\" "))):
        yield Switch(element, shown, off=(found[1] or found[2]).upper() == "NONE")


def _literal(source: SourceFile, value: Syntax) -> str:
    if value.end - value.start > 12:
        return ""
    text = source.string(value)
    return (value.text if text is None else text).strip().lower()


def _is_http(source: SourceFile, element: Syntax) -> bool:
    """Whether a bare `verify` is an HTTP client's: not that of a token, an e-mail address or a file."""
    if element.kind == "parameter":
        return False
    if element.kind == "assignment":
        return _HTTP.search(element.text_of("left")) is not None
    call = next(source.around(element, "call"), None)
    if call is not None:
        asked = call.name + call.text_of("receiver")[-80:]
        return _HTTP_METHOD.fullmatch(call.name) is not None or _HTTP.search(asked) is not None
    holder = next(source.around(element, "assignment"), None)
    if holder is not None and _HTTP.search(holder.text_of("left")):
        return True
    near = element.data[max(0, element.start - _NEAR) : element.end + _NEAR]
    return _HTTP_OPTION.search(near) is not None


def _is_database(source: SourceFile, element: Syntax) -> bool:
    """`ssl: {rejectUnauthorized: false}`: hosted databases document it, and no message to the gateway goes there."""
    holders = (*source.around(element, "pair"), *source.around(element, "assignment"))
    names = (holder.text_of("key" if holder.kind == "pair" else "left")[-40:] for holder in holders)
    return any(re.search(r"(?i)\bssl|dialect", name) for name in names)


def _of_call(source: SourceFile, call: Syntax, called: list[Syntax]) -> Iterator[Switch]:
    """`curl_setopt($c, CURLOPT_SSL_VERIFYPEER, 0)`, `setTrustAll(true)`, `withoutVerifying()`; and an argument `true`
    for a parameter `allCertsValid` of a function of this file."""
    name = _plain(call.name)
    if name.startswith(("assert", "expect")):
        return
    if name in _CALLED_TO_SWITCH_OFF and call.part("receiver") is not None:
        yield Switch(call.part("name") or call, call.name, off=True)
        return
    given = [value_of(argument) for argument in source.arguments(call)]
    for option, value in pairwise(given):
        if option.end - option.start < _NEAR:
            yield from _by_name(source, option, _plain(option.last_name), option.last_name, value)
    for function in called:
        parameters = source.inside(function.part("parameters") or function, "parameter")
        if len(parameters) == len(given):
            for parameter, value in zip(parameters, given, strict=True):
                yield from _by_name(source, value, _plain(parameter.name), parameter.name, value)
    if call.name == "URLCredential" and any(key.text_of("name") == "trust" for key in source.arguments(call)):
        scope = source.scope(call)
        yield Switch(call, call.name, off=_EVALUATES.search(call.data, scope.start, scope.end) is None)
    if len(given) == 1 and name.startswith("set"):
        yield from _by_name(source, call, name.removeprefix("set"), call.name, given[0])
    if len(given) >= 2 and (source.string(given[0]), source.string(given[1])) == ("https_ssl_verify", "__return_false"):
        yield Switch(call, "https_ssl_verify", off=True)


def _of_function(source: SourceFile, function: Syntax) -> Iterator[Switch]:
    """Trust managers, host name verifiers and validation callbacks that are written out."""
    body = function.part("body")
    if body is None:
        return
    name = _plain(function.name)
    place = function.part("name") or function
    if name.endswith("checkservertrusted"):
        checks = any(says(call.name, "checks") for call in source.inside(body, "call"))
        yield Switch(place, "checkServerTrusted", off=not checks and not source.inside(body, "throw"))
        return
    call = next(source.around(function, "call"), None)
    given_to = call.name if call is not None and source.function(call) == source.function(function) else ""
    if name.endswith(tuple(_ASKS)) or (name in ("verify", "istrusted") and _is_decider(source, function)):
        yield Switch(place, place.last_name, off=_accepts_all(source, function, body))
    elif not function.name and _plain(given_to) in _ASKS:
        yield Switch(function, given_to, off=_accepts_all(source, function, body))


def _is_decider(source: SourceFile, function: Syntax) -> bool:
    holder = next(source.around(function, "class"), None)
    declared = function.text_of("parameters") + (holder.text_of("bases") if holder is not None else "")
    return _DECIDER.search(declared) is not None


def _accepts_all(source: SourceFile, function: Syntax, body: Syntax) -> bool:
    said = [one.text_of("value").strip("() ;").lower() for one in source.inside(body, "return")]
    if body.text[:1] not in ("{", "="):  # the bare body of a lambda
        said.append(body.text.strip("() ").lower())
    if _plain(function.name).endswith("checkserveridentity"):  # Node's: what it returns is the error
        return not source.inside(body, "call") and all(text in ("", "undefined", "null", "{}") for text in said)
    return bool(said) and all(text in ("true", "1") for text in said)


def _constants(source: SourceFile) -> Iterator[Switch]:
    for found in _CONSTANT.finditer(source.file.data):
        line = source.file.line_span(source.file.line_number(found.start()))[0]
        span = source.span(found.start(), found.end())
        quiet = any(next(source.around(span, kind), None) is not None for kind in ("comment", "string"))
        holder = next(source.around(span, "class"), None)
        if holder is not None and holder.name == span.text:
            continue  # the library that defines it
        if not quiet and _DECLARED.match(source.file.data, line) is None:
            yield Switch(span, span.text, off=True)
