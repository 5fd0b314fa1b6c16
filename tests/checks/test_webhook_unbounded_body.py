"""Bodies of notifications: who limits them, and who reads whatever comes."""

from __future__ import annotations

import pytest

from pe_audit import gateways
from pe_audit.checks.webhook_unbounded_body import check
from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.project import Project
from pe_audit.evidence.source import SourceFile
from pe_audit.evidence.text import File
from pe_audit.languages import language_of

TOLD = Circumstances(gateways.load())
GO = (
    "package pay\nfunc PagoEfectivoWebhook(w http.ResponseWriter, r *http.Request) {{\n\t{}\n"
    '\tif !signed(body, r.Header.Get("PE-Signature")) {{\n\t\treturn\n\t}}\n\tsettle(body)\n}}\n'
)
READ = "body, err := io.ReadAll(r.Body)"
FLASK = "@app.route('/webhook/pagoefectivo', methods=['POST'])\ndef webhook():\n    {}\n    return 'OK'\n"


def verdicts(files: dict[str, str], *others: str) -> list[bool]:
    """For each subject whether it is a problem."""
    sources = []
    for uri, code in files.items():
        language = language_of(uri)
        assert language is not None
        sources.append(SourceFile(File(uri, code.encode(), TOLD), language))
    found = check(Project(".", frozenset({*files, *others}), tuple(sources), (), TOLD))
    return [one.problem is not None for one in found]


CASES = {
    "Go's ReadAll": ({"pagoefectivo.go": GO.format(READ)}, [True]),
    "Go's MaxBytesReader": (
        {"pagoefectivo.go": GO.format("body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 65536))")},
        [False],
    ),
    "Go's MaxBytesReader, set before": (
        {"pagoefectivo.go": GO.format(f"r.Body = http.MaxBytesReader(w, r.Body, 65536)\n\t{READ}")},
        [False],
    ),
    "a comparison with nothing is no limit": (
        {"pagoefectivo.go": GO.format(f"{READ}\n\tif len(body) > 0 {{\n\t\tlog.Println(1)\n\t}}")},
        [True],
    ),
    "Flask": ({"pagoefectivo.py": FLASK.format("pagar(request.get_data())")}, [True]),
    "Flask with a limit for all": (
        {
            "pagoefectivo.py": FLASK.format("pagar(request.get_data())"),
            "app.py": "app.config['MAX_CONTENT_LENGTH'] = 65536\n",
        },
        [False],
    ),
    "Django, which has a limit": (
        {"views.py": "from django.http import HttpResponse\ndef webhook_pagoefectivo(request):\n    f(request.data)\n"},
        [],
    ),
    "PHP, which has a limit": (
        {"ipn/pagoefectivo.php": "<?php $aviso = json_decode(file_get_contents('php://input')); pagar($aviso->cip);"},
        [],
    ),
}


@pytest.mark.parametrize(("files", "wanted"), CASES.values(), ids=list(CASES))
def test_case(files: dict[str, str], wanted: list[bool]) -> None:
    assert verdicts(files) == wanted


def test_nginx_in_front_refuses_large_bodies() -> None:
    assert verdicts({"pagoefectivo.go": GO.format(READ)}, "deploy/nginx/shop.conf") == [False]
