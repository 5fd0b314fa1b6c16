"""chrony.conf and its kin. `.ci/chrony` holds the reader against chronyd itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pe_audit.evidence.settings import Unreadable
from pe_audit.formats import format_of
from pe_audit.formats.chrony import read

if TYPE_CHECKING:
    from tests.formats.conftest import Written


def test_directives_have_their_arguments(written: Written) -> None:
    text = """\
! one
 ; two
# server a
% three
\tSERVER  192.0.2.1\tiburst
pool pool.example maxsources 2

rtcsync
restrict -6 default kod # ntp.conf
server b.example#1 #
"""
    assert written("chrony", text) == [
        ("server", "192.0.2.1 iburst", "192.0.2.1\tiburst"),
        ("pool", "pool.example maxsources 2", "pool.example maxsources 2"),
        ("rtcsync", "", "rtcsync"),
        ("restrict", "-6 default kod", "-6 default kod"),
        ("server", "b.example#1", "b.example#1"),
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{% for s in servers %}\nserver {{ s }}\n", "a template"),
        ("server {{ ntp_server }}", "a template"),
        ("[Time]\nNTP=a", "no configuration of a clock"),
        ("rtcsync\n" * 110_000, "more than 100000 values"),
    ],
)
def test_what_is_no_such_file_is_unreadable(text: str, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        list(read(text))


@pytest.mark.parametrize(
    ("name", "format"),
    [
        *((name, "chrony") for name in ("chrony.conf", "etc/chrony/chrony.conf", "ntp.conf", "files/chrony-prod.conf")),
        *((name, "chrony") for name in ("etc/chrony/conf.d/cloud.conf", "etc/chrony/sources.d/a.sources", "ntpd.conf")),
        *((name, "conf") for name in ("etc/systemd/timesyncd.conf", "timesyncd.conf.d/pe.conf", "etc/ntp/a.conf")),
        ("etc/apt/sources.list.d/debian.sources", None),
    ],
)
def test_its_files_are_known_by_name(name: str, format: str | None) -> None:
    assert format_of(name) == format
