"""transport-verification-disabled: code, scripts and configuration that accept any certificate.

Code is judged by its syntax; what has no grammar here (shell, Objective-C, Visual Basic, .env, manifests) line by line.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import re2

from pe_audit.evidence.environment import Environment, deployment_of
from pe_audit.evidence.source import SourceFile
from pe_audit.evidence.text import Text, decode
from pe_audit.evidence.verification import switches
from pe_audit.expression import expression
from pe_audit.languages import language_of
from pe_audit.lexicon import says
from pe_audit.model import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.syntax import Syntax
    from pe_audit.model import Observed

_PROBLEM = "The server's certificate is not verified. {name} switches it off."
_CLEARTEXT = "The app may talk to servers without TLS. {name} allows it."
# A test of an option that a caller or an operator sets: then the switch is theirs, and thrown elsewhere.
_OWN_OPTION = expression(
    r"(?i)verif|insecure|self.?signed|trust|reject.?unauth|unauthori[sz]ed|valid\w*[_.]?(?:cert|ssl)|cert_?reqs|CERT_(?:NONE|REQ)"
    r"|(?:disable|check|skip|ignore|allow)\w*(?:cert|ssl|tls)|!\W{0,3}\w*ssl\b"
)
_ASKED_BY_SYSTEM = expression(r"\w*[sS]erverTrust|\b(?:let|var) \w+")  # Apple's: `if let trust = space.serverTrust`
_TEST = expression(r"(?i)test|sandbox")
_COMMENT = expression(rb"\s*(?:#|//|;|--|/\*|\*\s+[A-Za-z@]|<!--|%|REM\b|')")
_LOCAL = expression(rb"localhost|127\.0\.0\.1|\[::1\]|10\.0\.2\.2|host\.docker\.internal")
_PROSE = (".md", ".rst", ".adoc", ".txt", ".html", ".htm", ".csv", ".log", ".po", ".svg", ".lock", ".ipynb")
_OFF = r"\s*(?:=>|[:=]{1,2})\s*[\"']?(?:false|0|no|off)\b"
_ON = r"\s*(?:=>|[:=]{1,2})\s*[\"']?(?:true|1|2|yes|on)\b"
_OPTION = (
    r"(?:\b|_)(NODE_TLS_REJECT_UNAUTHORIZED|reject_?unauthorized|verify_?ssl|ssl_?verify|verify_?peer(?:_?name)?|verify_?certs?|"
    r"verify_?certificates?|validate_?certs?|verify_?host|CURLOPT_SSL_VERIFY(?:PEER|HOST)|strict_?ssl)\b[\"'\]]*"
)
# pattern with the name as its group: (problem, whether this is sound)
_LINES = (
    (f"(?i){_OPTION}{_OFF}", _PROBLEM),
    (f"(?i){_OPTION}{_ON}", None),
    (r"\b(InsecureSkipVerify|insecure_skip_verify)\b[\"']?\s*[:=]\s*[\"']?true\b", _PROBLEM),
    (r"\b(InsecureSkipVerify|insecure_skip_verify)\b[\"']?\s*[:=]\s*[\"']?false\b", None),
    (r"\b(VERIFY_NONE)\b", _PROBLEM),
    (r"\b(VERIFY_PEER)\b", None),
    (r"\b(ssl_?verify_?mode)\b[\"'\]]*\s*(?:=>|[:=])\s*:?none\b", _PROBLEM),
    (r"\bssl\b[^\n#]{0,20}\{[^\n#}]{0,40}\b(verify)\b(?::|\s*=>)\s*false\b", _PROBLEM),
    (r"\b(?:Faraday|HTTParty|HTTP|Excon)\b[^\n#]{0,120}\b(verify)\b(?::|\s*=>)\s*false\b", _PROBLEM),
    (r"\bcurl\b[^\n|;&#]{0,400}?\s(-[a-zA-Z]*k[a-zA-Z]*|--insecure)(?:[\s\"']|$)", _PROBLEM),
    (r"\bwget\b[^\n|;&#]{0,400}?\s(--no-check-certificate)\b", _PROBLEM),
    (r"\b(allowInvalidCertificates|setAllowsAnyHTTPSCertificate|setAllowInvalidCertificates)\s*[=:]\s*YES\b", _PROBLEM),
    (r"\b(allowInvalidCertificates|setAllowsAnyHTTPSCertificate|setAllowInvalidCertificates)\s*[=:]\s*NO\b", None),
    (r"\b(validatesDomainName|setValidatesDomainName)\s*[=:]\s*NO\b", _PROBLEM),
    (r"\b(validatesDomainName|setValidatesDomainName)\s*[=:]\s*YES\b", None),
    (r"\b(DangerousAcceptAnyServerCertificateValidator)\b", _PROBLEM),
    (r"\b(ServerCertificate(?:Custom)?ValidationCallback)\b.{0,120}SslPolicyErrors\.None\b", None),
    (r"\b(ServerCertificate(?:Custom)?ValidationCallback)\b.{0,120}(?:\bTrue\b|\btrue\b)", _PROBLEM),
    (r"\b(usesCleartextTraffic|cleartextTrafficPermitted)=\"true\"", _CLEARTEXT),
    (r"\b(usesCleartextTraffic|cleartextTrafficPermitted)=\"false\"", None),
    (r"<key>(NSAllowsArbitraryLoads)</key>\s*(?:<!--[^>]*-->\s*)?<true/>", _CLEARTEXT),
    (r"<key>(NSAllowsArbitraryLoads)</key>\s*<false/>", None),
)  # fmt: skip


def check(evidence: Evidence) -> Iterator[Observed]:
    assert isinstance(evidence, (SourceFile, Text))
    if deployment_of(evidence.file).environment is Environment.TEST:
        return
    if isinstance(evidence, SourceFile):
        yield from _in_code(evidence)
    elif language_of(evidence.uri) is None and not evidence.uri.endswith(_PROSE):
        yield from _in_lines(evidence)


def _in_code(source: SourceFile) -> Iterator[Observed]:
    seen: set[int] = set()
    for switch in switches(source):
        conditions = list(_conditions(source, switch.span))
        scope = source.function(switch.span)
        if conditions and scope is not None:
            conditions.append(scope.name)  # `function add_verify($value) { if ($value === false) …`
        line = source.file.line_number(switch.span.start)
        if line in seen or (switch.off and any(_OWN_OPTION.search(one) for one in conditions)):
            continue
        seen.add(line)
        identity = f"{scope.name if scope is not None else ''} {switch.name}"
        if not switch.off:
            yield source.observe(switch.span, identity=identity)
            continue
        rehearsal = any(says(one, "rehearsal", "production") or _TEST.search(one) for one in conditions)
        precision = Precision.LOW if rehearsal or _is_example(source) else None
        problem = _PROBLEM.format(name=switch.name)
        yield source.observe(switch.span, problem, identity=identity, precision=precision)


def _conditions(source: SourceFile, span: Syntax) -> Iterator[str]:
    """The tests that decide whether a span is reached, as written; for an `else`, those of every branch before it."""
    for condition in source.around(span, "condition"):
        consequence = condition.part("consequence")
        branches = [condition]
        if consequence is not None and span not in consequence:
            branches += [one for one in source.inside(condition, "condition") if one.end <= span.start]
        for branch in branches:
            test = branch.part("condition")
            if test is not None and span not in test:
                yield _ASKED_BY_SYSTEM.sub("", test.text)


def _is_example(evidence: SourceFile | Text) -> bool:
    return deployment_of(evidence.file).environment is Environment.EXAMPLE


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re2._Regexp[bytes], str | None], ...]:
    return tuple((re2.compile(pattern.encode()), problem) for pattern, problem in _LINES)


def _in_lines(text: Text) -> Iterator[Observed]:
    file = text.file
    for number in text.hit_lines:
        start, end = file.line_span(number)
        if end - start > 2000 or _COMMENT.match(file.data, start, end):
            continue
        following = file.line_span(min(number + 3, file.line_count))[1]
        for pattern, problem in _patterns():
            stop = following if b"NSAllows" in file.data[start:end] else end
            found = pattern.search(file.data[start:stop])
            if found is None:
                continue
            name = decode(found.group(1))
            if problem is not None and _LOCAL.search(file.data[start:following]):
                break
            shown = problem.format(name=name) if problem is not None else None
            low = Precision.LOW if _is_example(text) else None
            yield file.observe(start + found.start(1), start + found.end(1), shown, identity=name, precision=low)
            break
