"""Who is told when payments begin to fail: an alert of the tree, a person's word, or nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timezone

import pytest

from pe_audit import gateways
from pe_audit.checks.operations_no_alerts import check
from pe_audit.evidence.circumstances import Circumstances, Declarations, Entry, Statement
from pe_audit.evidence.project import Project
from pe_audit.evidence.source import SourceFile
from pe_audit.evidence.text import File
from pe_audit.formats import settings_file
from pe_audit.model import Observed

TOLD = Circumstances(gateways.load(), now=datetime(2026, 11, 2, tzinfo=timezone.utc))
HANDLER = (
    "app.post('/webhooks/pagoefectivo', async (req, res) => { await Order.update({ status: 'paid' }); res.end(); });"
)
DISK = "- alert: Disk\n  expr: disk_free < 10\n"
FAILING = "- alert: Failing\n  expr: rate(webhook_failures_total[15m]) > 0.05\n"
ERRORS = '- alert: Errors\n  expr: sum(rate(http_requests_total{status=~"5.."}[5m])) > 1\n'


def observed(
    alerts: str, *, handler: str = HANDLER, uri: str = "alerts.yml", told: Circumstances = TOLD
) -> list[Observed]:
    source = SourceFile(File("app.js", handler.encode(), told), "javascript")
    settings = settings_file(File(uri, alerts.encode(), told)) if alerts else None
    parts = (settings,) if settings is not None else ()
    return list(check(Project(".", frozenset({"app.js", uri}), (source,), parts, told)))


def stated(until: date | None) -> Circumstances:
    statement = Statement(Entry("operations-no-alerts", 1), "Rosa Quispe", date(2026, 10, 1), until=until)
    return replace(TOLD, declared=Declarations(statements=(statement,)))


@pytest.mark.parametrize("alerts", [FAILING, ERRORS, DISK + FAILING])
def test_an_alert_on_payments_or_on_failed_requests_is_sound(alerts: str) -> None:
    (one,) = observed(alerts)
    assert (one.problem, one.undecided) == (None, None)


def test_alerts_that_watch_other_things_only_are_a_problem_at_the_first() -> None:
    (one,) = observed(DISK * 2)
    assert one.problem is not None
    assert one.problem.startswith("No alert watches the payments. Of 2 alerts")
    assert (one.uri, one.line) == ("alerts.yml", 1)
    assert [place.uri for place in one.related] == ["app.js"]


@pytest.mark.parametrize("other", ["", "name: shop\nport: 8080\n"])
def test_a_tree_without_alerts_is_asked_about(other: str) -> None:
    (one,) = observed(other)
    assert one.problem is None
    assert one.undecided is not None
    assert "state about operations-no-alerts" in one.undecided


def test_a_statement_answers_as_long_as_it_holds() -> None:
    (one,) = observed("", told=stated(date(2027, 1, 1)))
    assert (one.problem, one.undecided) == (None, None)
    (one,) = observed("", told=stated(date(2026, 10, 31)))
    assert one.undecided is not None


def test_examples_of_alerts_watch_nothing() -> None:
    (one,) = observed(FAILING, uri="docs/examples/alerts.yml")
    assert one.undecided is not None


def test_a_tree_that_receives_no_payments_is_no_subject() -> None:
    assert observed(DISK, handler="app.get('/', (req, res) => res.end());") == []
