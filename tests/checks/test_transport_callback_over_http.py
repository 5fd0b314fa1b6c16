"""Which addresses are callbacks, and which of them travel in the clear."""

from __future__ import annotations

import pytest

from pe_audit.checks.transport_callback_over_http import check
from pe_audit.evidence.circumstances import Callback, Circumstances, Declarations, Entry
from pe_audit.evidence.declared import Declared
from pe_audit.evidence.settings import SettingsFile
from pe_audit.evidence.source import SourceFile
from pe_audit.evidence.text import File, Text
from pe_audit.formats import format_of, reader
from pe_audit.languages import language_of


def problems(uri: str, text: str) -> list[str | None]:
    """What the check says of each subject in a file: None for a sound one."""
    file = File(uri, text.encode(), Circumstances())
    language, format = language_of(uri), format_of(uri)
    if language is not None:
        return [seen.problem for seen in check(SourceFile(file, language))]
    assert format is not None
    return [seen.problem for seen in check(SettingsFile(file, format, reader(format)))]


@pytest.mark.parametrize(
    ("uri", "text"),
    [
        (".env", "urlnotificacion=http://tienda.pe/notificacion"),
        (".env", "NOTIFY_URL=http://tienda.pe/pagos"),
        (".env", "URL_RETORNO=http://200.48.10.7/retorno"),
        ("shop.properties", "vads.url.success=http://tienda.pe/ok"),
        ("config.yml", "webhook:\n  url: http://tienda.pe/x"),
        ("config.json", '{"back_urls": {"failure": "http://tienda.pe/x"}}'),
        ("a.php", "<?php define('URL_RESPUESTA', 'http://tienda.pe/x');"),
        ("a.php", "<?php $cip->setNotificationUrl('http://tienda.pe/x');"),
        ("a.php", "<?php $cip->setNotificationUrl(\n    'http://tienda.pe/x'\n);"),
        ("a.php", "<?php $u = ['confirmUrl' => \"http://$host/confirm\"];"),
        ("a.js", "const hook = 'http://tienda.pe/webhooks/pago';"),
        ("a.js", "const opts = { webhookUrl: `http://${host}/x` };"),
        ("a.js", "const hook = 'http://' + host + '/x';"),
        ("a.js", "setNotifyUrl('http://' + host + '/x');"),
        ("a.js", "const loginUrl = 'http://tienda.pe/x';"),
        ("a.py", "link = 'http://tienda.pe/login'"),
        ("a.py", "requests.post(u, json=dict(notification_url='http://tienda.pe/x'))"),
        ("a.py", "def pay(callback_url='http://tienda.pe/x'): ..."),
        ("A.java", 'class A { String urlRespuesta = "http://tienda.pe/x"; }'),
        ("a.cs", 'class A { string ReturnUrl = "http://tienda.pe/x"; }'),
    ],
)
def test_a_callback_in_the_clear_is_a_problem(uri: str, text: str) -> None:
    (problem,) = problems(uri, text)
    assert problem is not None


@pytest.mark.parametrize(
    ("uri", "text"),
    [
        (".env", "NOTIFY_URL=https://tienda.pe/pagos"),
        (".env", "NOTIFY_URL=http://localhost:8000/pagos"),
        (".env", "NOTIFY_URL=http://[::1]:8000/pagos"),
        (".env", "NOTIFY_URL=http://localhost:${PORT}/pagos"),
        ("a.js", "const notifyUrl = `http://localhost:${port}/notify`;"),
        (".env", "NOTIFY_URL=http://tienda.test/pagos"),
        (".env", "NOTIFY_URL=http://tu-dominio.com/pagos"),
        (".env", "NOTIFY_URL=http://10.0.0.5/pagos"),
        (".env.example", "NOTIFY_URL=http://tienda.pe/pagos"),
        (".env.local", "NOTIFY_URL=http://tienda.pe/pagos"),
        ("a.js", "const notification_url = `${process.env.URL || 'http://localhost:3001'}/webhook`;"),
        ("docker-compose.yml", "services:\n  web:\n    environment:\n      CALLBACK_URL: http://web:8000/callback"),
    ],
)
def test_what_is_https_or_stays_at_home_is_sound(uri: str, text: str) -> None:
    assert problems(uri, text) == [None]


@pytest.mark.parametrize(
    ("uri", "text"),
    [
        ("a.js", "// const callback_url = 'http://tienda.pe/x';"),
        ("a.js", "fetch('http://api.clima.pe/v1', { callback });"),
        ("a.js", "const image = 'http://cdn.tienda.pe/logo.png';"),
        ("a.php", "<?php $ns = ['xmlns:callback' => 'http://tienda.pe/callback'];"),
        ("a.php", "<?php $scheme = $https ? 'https://' : 'http://';"),
        ("a.php", "<?php if (strpos($redirectUrl, 'http://') === 0) { $redirectUrl = substr($redirectUrl, 7); }"),
        ("a.js", "const ok = callbackUrl.startsWith('http://');"),
        ("a.py", "response = requests.get('http://api.clima.pe/v1')"),
        ("A.java", '@WebService(targetNamespace = "http://tempuri.org/notification") class A {}'),
        ("config.yml", "# callback_url: http://tienda.pe/x\nhomepage: http://tienda.pe/"),
        ("tests/a.py", "callback_url = 'http://tienda.pe/x'"),
        ("config.json", '{"license": "http://opensource.org/licenses/notification"}'),
        ("config.json", '{"Webhook": {"Documentation": "http://docs.tienda.pe/webhook"}}'),
        ("config.yml", "webhook:\n  docs_url: http://docs.tienda.pe/x"),
    ],
)
def test_other_addresses_are_no_subject(uri: str, text: str) -> None:
    assert problems(uri, text) == []


def fields(line: str) -> list[str | None]:
    """What the check says of the form fields on one line of a template."""
    text = Text(File("pay.blade.php", line.encode(), Circumstances()), hits=(len(line),))
    return [seen.problem for seen in check(text)]


@pytest.mark.parametrize(
    "line",
    [
        '<input type="hidden" name="notify_url" value="http://tienda.pe/ipn.php">',
        '<input type="hidden" name="cancel_return" value="http://tienda.pe/cancel.php" />',
        "<INPUT value='http://tienda.pe/x' NAME='url_retorno'>",
        '<input name="notify_url" value="http://<?= $host ?>/ipn.php"><input name="amount" value="10">',
        '<input name="amount" value="10"><input name="notify_url" value="http://tienda.pe/ipn.php">',
    ],
)
def test_a_form_field_that_sends_a_callback_in_the_clear_is_a_problem(line: str) -> None:
    (problem,) = fields(line)
    assert problem is not None


@pytest.mark.parametrize(
    "line",
    [
        '<input name="website" value="http://tienda.pe/">',
        '<input name="notify_url"> <a value="http://tienda.pe/ipn.php">',
        '// <input name="notify_url" value="http://tienda.pe/ipn.php">',
        '<input name="notify_url" value="/ipn.php">',
        "notify_url http://tienda.pe",
    ],
)
def test_other_fields_are_no_subject(line: str) -> None:
    assert fields(line) == []


def test_the_scheme_chosen_at_run_time_is_no_subject() -> None:
    assert problems("a.php", "<?php $callback = ($_SERVER['HTTPS'] ? 'https://' : 'http://') . $host;") == []


def test_the_first_sentence_is_stable_and_the_second_names_the_place() -> None:
    (problem,) = problems(".env.production", "WEBHOOK_URL=http://tienda.pe/x?token=s3cr3t")
    assert problem == (
        "The callback address does not use https. `WEBHOOK_URL` leads to http://tienda.pe in production: "
        "its name is .env.production."
    )


def test_declared_callbacks_of_production_must_be_https() -> None:
    urls = [
        ("http://tienda.pe/a", "production"),
        ("https://tienda.pe/b", "production"),
        ("http://tienda.pe/c", "sandbox"),
    ]
    callbacks = tuple(Callback(Entry(url, n), environment) for n, (url, environment) in enumerate(urls, 2))
    told = Circumstances(declared=Declarations(callbacks=callbacks))
    assert [one.line for one in check(Declared("pe-audit.yaml", told)) if one.problem is not None] == [2]
