"""Which ways to unpack a settlement archive are safe in which language."""

from __future__ import annotations

from contextlib import suppress

import pytest

from pe_audit import gateways
from pe_audit.checks.reconciliation_unsafe_archive import check
from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.settings import Unreadable
from pe_audit.evidence.source import SourceFile
from pe_audit.evidence.text import File
from pe_audit.languages import language_of
from pe_audit.model import Observed, Precision

TOLD = Circumstances(gateways.load())


def observed(uri: str, code: str) -> list[Observed]:
    language = language_of(uri)
    assert language is not None
    return list(check(SourceFile(File(uri, code.encode(), TOLD), language)))


def verdict(uri: str, code: str) -> str:
    """`escapes`, `unlimited`, `sound`, or `silent` where there is no subject."""
    subjects = observed(uri, code)
    problems = [one.problem for one in subjects if one.problem]
    if any("decides where" in problem for problem in problems):
        return "escapes"
    return "unlimited" if problems else "sound" if subjects else "silent"


PYTHON = {
    "zipfile.extractall strips what leads out": ("zipfile.ZipFile(path) as z", "z.extractall(folder)", "sound"),
    "tarfile.extractall does not": ("tarfile.open(path) as z", "z.extractall(folder)", "escapes"),
    "tarfile.extract does not either": ("tarfile.open(path) as z", "z.extract(name, folder)", "escapes"),
    "a filter makes it safe": ("tarfile.open(path) as z", "z.extractall(folder, filter='data')", "sound"),
    "members that were chosen": ("tarfile.open(path) as z", "z.extractall(folder, members=ok(z))", "sound"),
    "names joined by hand": (
        "zipfile.ZipFile(path) as z",
        "for name in z.namelist():\n            open(os.path.join(folder, name), 'wb').write(z.read(name))",
        "escapes",
    ),
    "only the last part of the name": (
        "zipfile.ZipFile(path) as z",
        "for n in z.namelist():\n            open(os.path.join(folder, os.path.basename(n)), 'wb').write(z.read(n))",
        "sound",
    ),
    "an archive asked for an entry by name": (
        "zipfile.ZipFile(path) as z",
        "for name in z.namelist():\n            rows = z.open(name).read()",
        "sound",
    ),
}


@pytest.mark.parametrize(("opened", "done", "wanted"), PYTHON.values(), ids=PYTHON)
def test_python(opened: str, done: str, wanted: str) -> None:
    code = f"def reconcile_payments(path, folder):\n    check(MAX_BYTES)\n    with {opened}:\n        {done}\n"
    assert verdict("jobs/daily.py", code) == wanted


ADM = "const zip = new AdmZip(file);"
EACH = f"{ADM} for (const e of zip.getEntries())"
JAVASCRIPT = {
    "adm-zip cleans names itself": ("new AdmZip(file).extractAllTo(folder)", "sound"),
    "unzipper.Extract refuses them": ("fs.createReadStream(file).pipe(unzipper.Extract({ path: folder }))", "sound"),
    "entryName joined": (
        f"{ADM} zip.getEntries().forEach((e) => fs.writeFileSync(path.join(folder, e.entryName), e.getData()))",
        "escapes",
    ),
    "normalised and not compared": (
        f"{EACH} {{ const to = path.normalize(path.join(folder, e.entryName)); save(to, e); }}",
        "escapes",
    ),
    "compared with the folder": (
        f"{EACH} {{ const to = path.join(folder, e.entryName); if (!to.startsWith(folder)) continue; save(to, e); }}",
        "sound",
    ),
}


@pytest.mark.parametrize(("done", "wanted"), JAVASCRIPT.values(), ids=JAVASCRIPT)
def test_javascript(done: str, wanted: str) -> None:
    code = f"async function importSettlement(file, folder, payments) {{ limit(maxBytes); {done}; }}"
    assert verdict("jobs/daily.js", code) == wanted


OTHERS = {
    "PHP's extractTo is safe": (
        "Conciliacion.php",
        """<?php
        function pagos($f, $d) {
            $zip = new ZipArchive();
            $zip->open($f);
            if ($zip->numFiles > MAX) { exit; }
            $zip->extractTo($d);
        }""",
        "sound",
    ),
    ".NET's ExtractToDirectory is safe": (
        "Conciliacion.cs",
        "class Pagos { void Abrir(string f, string d) { Tope(MaxBytes); ZipFile.ExtractToDirectory(f, d); } }",
        "sound",
    ),
    ".NET's Name is the last part": (
        "Conciliacion.cs",
        """class Pagos { void Abrir(string f, string d) {
            using var z = ZipFile.OpenRead(f);
            foreach (var e in z.Entries) { Tope(MaxBytes); e.ExtractToFile(Path.Combine(d, e.Name)); }
        } }""",
        "sound",
    ),
    "Java's File takes any name": (
        "Conciliacion.java",
        """class Pagos { void abrir(File f, File d) {
            ZipFile z = new ZipFile(f);
            Enumeration<? extends ZipEntry> all = z.entries();
            while (all.hasMoreElements()) {
                ZipEntry e = all.nextElement();
                tope(MAX);
                write(new File(d, e.getName()), z.getInputStream(e));
            }
        } }""",
        "escapes",
    ),
    "the check stands in a function that is called": (
        "Conciliacion.java",
        """class Pagos {
            void abrir(InputStream f, Path d) {
                ZipInputStream z = new ZipInputStream(f);
                ZipEntry e;
                while ((e = z.getNextEntry()) != null) {
                    tope(MAX);
                    Files.copy(z, dentro(d, d.resolve(e.getName())));
                }
            }
            Path dentro(Path d, Path p) { if (!p.normalize().startsWith(d)) throw new E(); return p; }
        }""",
        "sound",
    ),
}


@pytest.mark.parametrize(("uri", "code", "wanted"), OTHERS.values(), ids=OTHERS)
def test_other_languages(uri: str, code: str, wanted: str) -> None:
    assert verdict(uri, code) == wanted


UNLIMITED = "def conciliar_pagos(ruta):\n    with zipfile.ZipFile(ruta) as z:\n        return z.read('pagos.csv')\n"


def test_an_archive_without_limit_is_reported_with_low_precision() -> None:
    (one,) = observed("a.py", UNLIMITED)
    assert one.problem is not None and "without a limit" in one.problem
    assert one.precision is Precision.LOW


@pytest.mark.parametrize(
    ("uri", "code"),
    [
        ("themes/install.py", UNLIMITED.replace("conciliar_pagos", "install_theme")),
        ("game/settlement.py", UNLIMITED.replace("pagos", "casas").replace("conciliar", "build")),
        ("tests/test_conciliacion.py", UNLIMITED),
        (
            "payments.py",
            UNLIMITED.replace("conciliar_pagos", "export").replace("ruta)", "'settlement_payments.zip', 'w')", 2),
        ),
        ("hook.js", "function onPayment(s) { if (s === 'settlement') { const z = new AdmZip(s); } }"),
    ],
    ids=["no settlement", "no payment", "a test", "an archive that is written", "a status called settlement"],
)
def test_other_archives_are_no_subject(uri: str, code: str) -> None:
    assert observed(uri, code) == []


def test_a_path_that_names_settlements_makes_a_function_one_of_theirs() -> None:
    code = "def load(day):\n    t = tarfile.open(f'/payments/settlement_{day}.tar')\n    t.extractall('/tmp')\n"
    assert verdict("jobs.py", code) == "escapes"


@pytest.mark.parametrize(
    "data", ["", "zipfile.ZipFile(" * 2000, "def conciliar_pagos(a):\n x = tarfile.open(a)\n" * 2000]
)
def test_garbage_is_survived(data: str) -> None:
    with suppress(Unreadable):
        observed("pagos.py", data)
