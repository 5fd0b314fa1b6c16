"""operations-no-alerts: nobody is told when payments or their notifications begin to fail."""

from __future__ import annotations

from itertools import islice, pairwise
from typing import TYPE_CHECKING

from pe_audit.evidence.declared import is_stated
from pe_audit.evidence.environment import Environment, deployment_of
from pe_audit.evidence.handler import handlers
from pe_audit.evidence.project import Project
from pe_audit.evidence.settings import Unreadable
from pe_audit.expression import expression
from pe_audit.lexicon import says
from pe_audit.model import Observed, Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.handler import Handler
    from pe_audit.evidence.text import File

_RULE = "operations-no-alerts"
_PROBLEM = (
    "No alert watches the payments. Of {count} in this tree none speaks of payments, of their notifications or of the "
    "rate of failed requests; this shop receives notifications in `{handler}`."
)
_ASK = (
    "payments come in here and no alert rule is in this tree: ask who is told when payments or signatures begin to "
    f"fail, add that rule, or state about {_RULE} where it is kept"
)
# Where an alert begins: Prometheus, Grafana, CloudWatch, Terraform's providers, Datadog, Sentry.
_ALERT = expression(
    rb"(?m)^[ \t]*-?[ \t]*alert:[ \t]*\S|AWS::CloudWatch::Alarm"
    rb"|resource[ \t]+\"(?:aws_cloudwatch_metric_alarm|aws_cloudwatch_composite_alarm|google_monitoring_alert_policy"
    rb"|azurerm_monitor_\w*alert\w*|datadog_monitor\w*|sentry_\w*alert"
    rb"|newrelic_\w*alert_condition|grafana_rule_group|pagerduty_\w+rule|betteruptime_monitor)\""
    rb"|\"type\"[ \t]*:[ \t]*\"(?:metric alert|log alert|query alert|service check|event-v2 alert)\""
    rb"|(?m:^[ \t]*-?[ \t]*(?:alertRuleTags|noDataState|alertname)[ \t]*:)|\"(?:noDataState|alertRuleTags)\"[ \t]*:"
)
_RATE = expression(
    r"(?i)5xx|5\.\.|[\"'{=~]5\d\d|error[_ ]?(?:rate|ratio)|failure[_ ]?(?:rate|ratio)|failed_requests"
    r"|HTTPCode_\w*5XX|http_server\w*error"
)
_HOOK = expression(r"(?i)web_?-?hook|\bipn|callback|signature|firma")
_LONGEST = 3_000  # bytes of one alert
_MOST = 300  # alerts of a file


def check(evidence: Evidence) -> Iterator[Observed]:
    assert isinstance(evidence, Project)
    handler = _handler(evidence)
    if handler is None:
        return
    source = handler.source
    if is_stated(evidence.circumstances, _RULE):
        yield source.observe(handler.place, identity="alerts")._replace(uri=source.uri)
        return
    alerts = [(file, start, text) for file in _files(evidence) for start, text in _alerts(file)]
    watching = [(file, start) for file, start, text in alerts if _watches(text)]
    for file, start in watching:
        yield file.observe(start, file.line_span(file.line_number(start))[1], identity="alerts")._replace(uri=file.uri)
    if watching:
        return
    if not alerts:
        yield source.observe(handler.place, undecided=_ASK, identity="alerts")._replace(uri=source.uri)
        return
    file, start, _ = alerts[0]
    yield file.observe(
        start,
        file.line_span(file.line_number(start))[1],
        _PROBLEM.format(count=f"{len(alerts)} alerts" if len(alerts) > 1 else "one alert", handler=handler.name),
        identity="alerts",
        related=(source.file.relate(handler.place.start, handler.place.end, "receives the notifications of payments"),),
        precision=Precision.MEDIUM,
    )._replace(uri=file.uri)


def _handler(evidence: Project) -> Handler | None:
    """The first receiver of notifications: what there is to watch."""
    for source in evidence.sources:
        if deployment_of(source.file).matters:
            try:
                found = handlers(source)
            except Unreadable:
                continue
            if found:
                return found[0]
    return None


def _files(evidence: Project) -> Iterator[File]:
    for settings in evidence.settings:
        if deployment_of(settings.file).environment not in (Environment.TEST, Environment.EXAMPLE):
            yield settings.file


def _alerts(file: File) -> Iterator[tuple[int, str]]:
    """Where each alert of a file begins, and what it says up to the next."""
    starts = [found.start() for found in islice(_ALERT.finditer(file.data), _MOST)]
    for start, end in pairwise([*starts, len(file.data)]):
        begin = start + len(file.data[start:end]) - len(file.data[start:end].lstrip())
        yield begin, file.data[start : min(end, start + _LONGEST)].decode("latin-1")


def _watches(text: str) -> bool:
    """Whether an alert speaks of payments, their notifications, or of requests that fail."""
    return says(text, "payment", "gateway") or _HOOK.search(text) is not None or _RATE.search(text) is not None
