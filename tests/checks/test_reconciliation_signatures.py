"""The traps of verifying a settlement archive: when it happens, what becomes of the answer, and who is asked."""

from __future__ import annotations

from contextlib import suppress

import pytest

from pe_audit import gateways
from pe_audit.checks import reconciliation_unverified, reconciliation_verified_late
from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.project import Project
from pe_audit.evidence.settings import Unreadable
from pe_audit.evidence.source import SourceFile
from pe_audit.evidence.text import File
from pe_audit.languages import language_of
from pe_audit.model import Observed

TOLD = Circumstances(gateways.load())
DECLARED = Circumstances((TOLD.gateways[0]._replace(protocol="2026"), *TOLD.gateways[1:]))


def project(files: dict[str, str], told: Circumstances = TOLD) -> Project:
    sources = tuple(SourceFile(File(uri, code.encode(), told), language_of(uri) or "") for uri, code in files.items())
    return Project(".", frozenset(files), sources, (), told)


def said(subjects: list[Observed]) -> str:
    if any(one.problem for one in subjects):
        return "problem"
    if any(one.undecided for one in subjects):
        return "undecided"
    return "sound" if subjects else "silent"


def verdict(files: dict[str, str], told: Circumstances = TOLD) -> str:
    """`unverified`, `late`, or what the two rules say together of sound, undecided and silent ones."""
    tree = project(files, told)
    unverified = said(list(reconciliation_unverified.check(tree)))
    late = said(list(reconciliation_verified_late.check(tree)))
    return "unverified" if unverified == "problem" else "late" if late == "problem" else unverified


PYTHON = {
    "the result of verify is never asked": (
        "gpg.verify_file(asc, archivo)\n    zipfile.ZipFile(archivo).extractall(d)",
        "unverified",
    ),
    "the result is kept and never asked": (
        "v = gpg.verify_file(asc, archivo)\n    zipfile.ZipFile(archivo).extractall(d)",
        "unverified",
    ),
    "the result is only logged": (
        (
            "v = gpg.verify_file(asc, archivo)\n    if not v.valid:\n        log.warning('mala firma')\n"
            "    zipfile.ZipFile(archivo).extractall(d)"
        ),
        "unverified",
    ),
    "the result stops it": (
        (
            "v = gpg.verify_file(asc, archivo)\n    if not v.valid:\n        raise ValueError\n"
            "    zipfile.ZipFile(archivo).extractall(d)"
        ),
        "sound",
    ),
    "the result lets it go on": (
        "v = gpg.verify_file(asc, archivo)\n    if v.valid:\n        zipfile.ZipFile(archivo).extractall(d)",
        "sound",
    ),
    "an assertion": ("assert gpg.verify_file(asc, archivo)\n    zipfile.ZipFile(archivo).extractall(d)", "sound"),
    "gpg's exit status is ignored": (
        "subprocess.run(['gpg', '--verify', asc, archivo])\n    zipfile.ZipFile(archivo).extractall(d)",
        "unverified",
    ),
    "gpg's exit status raises": (
        "subprocess.run(['gpg', '--verify', asc, archivo], check=True)\n    zipfile.ZipFile(archivo).extractall(d)",
        "sound",
    ),
    "gpg's exit status is compared": (
        (
            "r = subprocess.run(['gpg', '--verify', asc, archivo])\n    if r.returncode != 0:\n        return\n"
            "    zipfile.ZipFile(archivo).extractall(d)"
        ),
        "sound",
    ),
    "|| true after gpg": (
        (
            "subprocess.run(f'gpg --verify {asc} {archivo} || true', shell=True, check=True)\n"
            "    zipfile.ZipFile(archivo).extractall(d)"
        ),
        "unverified",
    ),
    "the exception is swallowed": (
        (
            "try:\n        subprocess.check_call(['gpg', '--verify', asc, archivo])\n"
            "    except Exception:\n        pass\n"
            "    zipfile.ZipFile(archivo).extractall(d)"
        ),
        "unverified",
    ),
    "unzip runs first": (
        "zipfile.ZipFile(archivo).extractall(d)\n    subprocess.run(['gpg', '--verify', asc, archivo], check=True)",
        "late",
    ),
    "the extracted file is verified, the archive is what is signed": (
        (
            "zipfile.ZipFile(archivo).extractall(d)\n    v = gpg.verify_file(asc, d + '/pagos.csv')\n"
            "    if not v.valid:\n        raise ValueError"
        ),
        "late",
    ),
    "decrypted, and nobody asks who signed": (
        "claro = gpg.decrypt_file(open('conciliacion.zip.gpg'))\n    zipfile.ZipFile(archivo).extractall(d)",
        "unverified",
    ),
    "decrypted, and the signer is asked for": (
        (
            "claro = gpg.decrypt_file(open('conciliacion.zip.gpg'))\n    if not claro.valid:\n"
            "        raise ValueError\n"
            "    zipfile.ZipFile(archivo).extractall(d)"
        ),
        "sound",
    ),
    "one command: verify, then unzip": ("os.system(f'gpg --verify {asc} && unzip {archivo}')", "sound"),
    "one command: unzip whatever gpg says": ("os.system(f'gpg --verify {asc}; unzip {archivo}')", "unverified"),
    "nothing, with a signature in sight": (
        "bajar('pagos.zip.asc')\n    zipfile.ZipFile(archivo).extractall(d)",
        "unverified",
    ),
    "nothing at all": ("zipfile.ZipFile(archivo).extractall(d)", "undecided"),
}


@pytest.mark.parametrize(("body", "wanted"), PYTHON.values(), ids=PYTHON)
def test_traps_in_python(body: str, wanted: str) -> None:
    assert verdict({"pagos.py": f"def conciliar(archivo, asc, d):\n    {body}\n"}) == wanted


RUBY = """def conciliar_pagos(f)
  system("gpg", "--verify", "firma.asc", f){}
  Zip::File.open(f) {{ |z| z.each {{ |e| e }} }}
end
"""
OTHERS = {
    "openpgp.js without looking": (
        "a.js",
        (
            "async function reconcile(zip) { await openpgp.verify({ message, signature, verificationKeys });"
            " new AdmZip(zip).extractAllTo(d); } // payments"
        ),
        "unverified",
    ),
    "openpgp.js, awaiting what it verified": (
        "a.js",
        (
            "async function reconcile(zip) { "
            "const { signatures } = await openpgp.verify({ message, signature, verificationKeys });"
            " await signatures[0].verified; new AdmZip(zip).extractAllTo(d); } // payments"
        ),
        "sound",
    ),
    "execFileSync throws": (
        "a.js",
        (
            "function reconcile(zip) { execFileSync('gpg', ['--verify', zip + '.asc', zip]);"
            " new AdmZip(zip).extractAllTo(d); } // payments"
        ),
        "sound",
    ),
    "exec without a look at the status": (
        "a.php",
        (
            '<?php function conciliar_pagos($zip) { exec("gpg --verify $zip.asc $zip", $out, $code);'
            " $z = new ZipArchive(); $z->open($zip); $z->extractTo('/tmp'); }"
        ),
        "unverified",
    ),
    "exec with a look at the status": (
        "a.php",
        (
            '<?php function conciliar_pagos($zip) { exec("gpg --verify $zip.asc $zip", $out, $code);'
            " if ($code !== 0) { exit(1); }"
            " $z = new ZipArchive(); $z->open($zip); $z->extractTo('/tmp'); }"
        ),
        "sound",
    ),
    "a process whose exit value decides": (
        "Conciliacion.java",
        (
            "class Pagos { void abrir(String f) {"
            ' Process p = new ProcessBuilder("gpg", "--verify", f + ".asc", f).start();'
            " if (p.waitFor() != 0) { throw new E(); } ZipFile z = new ZipFile(f); } }"
        ),
        "sound",
    ),
    "a process nobody waits for": (
        "Conciliacion.java",
        (
            'class Pagos { void abrir(String f) { new ProcessBuilder("gpg", "--verify", f + ".asc", f).start();'
            " ZipFile z = new ZipFile(f); } }"
        ),
        "unverified",
    ),
    "Go's error is looked at": (
        "a.go",
        (
            "package pagos\nfunc Conciliar(f string) error {\n"
            "\tif _, err := openpgp.CheckDetachedSignature(ring, zip, sig, nil); err != nil"
            " {\n\t\treturn err\n\t}\n\tr, err := zip.OpenReader(f)\n\treturn read(r, err)\n}"
        ),
        "sound",
    ),
    "Go's error is thrown away": (
        "a.go",
        (
            "package pagos\nfunc Conciliar(f string) error {\n"
            "\t_, _ = openpgp.CheckDetachedSignature(ring, zip, sig, nil)\n"
            "\tr, err := zip.OpenReader(f)\n\treturn read(r, err)\n}"
        ),
        "unverified",
    ),
    "system or abort": (
        "a.rb",
        RUBY.format(' or abort "firma"'),
        "sound",
    ),
    "system and on": (
        "a.rb",
        RUBY.format(""),
        "unverified",
    ),
    "an exit code that is compared": (
        "Conciliacion.cs",
        (
            'class Pagos { void Abrir(string f) { var p = Process.Start("gpg", $"--verify {f}.asc {f}");'
            " p.WaitForExit();"
            " if (p.ExitCode != 0) throw new E(); ZipFile.ExtractToDirectory(f, d); } }"
        ),
        "sound",
    ),
}


@pytest.mark.parametrize(("uri", "code", "wanted"), OTHERS.values(), ids=OTHERS)
def test_traps_in_other_languages(uri: str, code: str, wanted: str) -> None:
    assert verdict({uri: code}) == wanted


VERIFIES = "def verificar(archivo):\n    v = gpg.verify_file(asc, archivo)\n    {}\n\n\n"
OPENS = "def conciliar_pagos(archivo):\n    {}\n    zipfile.ZipFile(archivo).extractall(d)\n"


@pytest.mark.parametrize(
    ("gives", "asks", "wanted"),
    [
        ("return v.valid", "if not verificar(archivo):\n        raise ValueError", "sound"),
        ("return v.valid", "verificar(archivo)", "unverified"),
        ("if not v.valid:\n        raise ValueError", "verificar(archivo)", "sound"),
        ("log.info(v.valid)", "verificar(archivo)", "unverified"),
        ("return v.valid", "pass", "unverified"),
    ],
    ids=["asked", "the answer is dropped", "it raises", "it only logs", "nobody calls it"],
)
def test_verification_in_another_function(gives: str, asks: str, wanted: str) -> None:
    assert verdict({"pagos.py": VERIFIES.format(gives) + OPENS.format(asks)}) == wanted


@pytest.mark.parametrize(
    ("run", "wanted"),
    [
        ("comprobar(archivo)\n    conciliar_pagos(archivo)", "sound"),
        ("conciliar_pagos(archivo)\n    comprobar(archivo)", "late"),
    ],
)
def test_verification_by_what_calls_the_function_that_opens(run: str, wanted: str) -> None:
    code = VERIFIES.replace("verificar", "comprobar").format("if not v.valid:\n        raise ValueError")
    assert verdict({"pagos.py": f"{code}{OPENS.format('pass')}\n\ndef tarea(archivo):\n    {run}\n"}) == wanted


def test_without_a_signature_in_sight_only_the_declared_protocol_makes_it_a_problem() -> None:
    files = {"pagos.py": OPENS.format("pass")}
    assert (verdict(files), verdict(files, DECLARED)) == ("undecided", "unverified")


def test_other_archives_and_tests_are_no_subject() -> None:
    code = OPENS.format("pass")
    assert verdict({"themes.py": code.replace("conciliar_pagos", "instalar")}) == "silent"
    assert verdict({"tests/test_pagos.py": code}) == "silent"


@pytest.mark.parametrize(
    "data", ["", "gpg.verify(" * 2000, "def conciliar_pagos(a):\n gpg.verify(a)\n ZipFile(a)\n" * 300]
)
def test_garbage_is_survived(data: str) -> None:
    with suppress(Unreadable):
        verdict({"pagos.py": data})
