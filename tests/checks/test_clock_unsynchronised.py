"""Which configurations leave a clock to itself, and which only change who keeps it."""

from __future__ import annotations

import pytest

from pe_audit.checks.clock_unsynchronised import check
from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.project import Project
from pe_audit.evidence.text import File
from pe_audit.formats import settings_file
from pe_audit.model import Observed, Precision

_TOLD = Circumstances(())
_NO_SOURCE = "The time service has no source that it could follow."
_OFF = "A time service is switched off, and nothing else keeps the time."
_ANSIBLE = "- name: x\n  service:\n    name: {0}\n    state: stopped\n    enabled: no\n"


def subjects(*others: str, **files: str) -> list[Observed]:
    """What the check sees in a project of these files; a name's double underscore stands for a slash."""
    parts = []
    for name, text in files.items():
        file = settings_file(File(name.replace("__", "/").replace("_dot_", "."), text.encode(), _TOLD))
        assert file is not None
        parts.append(file)
    uris = frozenset({*others, *(part.uri for part in parts)})
    return list(check(Project(".", uris, (), tuple(parts), _TOLD)))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("server 192.0.2.1 iburst\n", None),
        ("POOL pool.example\n", None),
        ("refclock PPS /dev/pps0\n", None),
        ("peer 192.0.2.1\n", None),
        ("local stratum 10\n", _NO_SOURCE),
        ("server 192.0.2.1 noselect\n", _NO_SOURCE),
        ("server 127.127.1.0\nfudge 127.127.1.0 stratum 10\n", _NO_SOURCE),
        ("server 127.127.28.0\n", None),
        ("# pool pool.example\nrtcsync\n", _NO_SOURCE),
        ("# nothing\n", _NO_SOURCE),
    ],
)
@pytest.mark.parametrize("name", ["etc__chrony_dot_conf", "ntp_dot_conf"])
def test_a_configuration_needs_a_source_other_than_its_own_clock(name: str, text: str, problem: str | None) -> None:
    (seen,) = subjects(**{name: text})
    assert seen.problem == problem


def test_sources_may_stand_in_included_files() -> None:
    main = {"etc__chrony__chrony_dot_conf": "confdir /etc/chrony/conf.d\nrtcsync\n"}
    (open_seen,) = subjects(**main)
    assert open_seen.undecided is not None and "chronyc sources" in open_seen.undecided
    seen = subjects(**main, etc__chrony__conf_dot_d__a_dot_conf="pool pool.example\n")
    assert [(one.problem, one.undecided) for one in seen] == [(None, None)] * 2


def test_a_part_of_a_configuration_owes_no_source() -> None:
    assert subjects(etc__chrony__conf_dot_d__step_dot_conf="makestep 1 3\n") == []


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("[Time]\nNTP=time.example\n", "sound"),
        ("[Time]\nNTP=\nFallbackNTP=time.example\n", "sound"),
        ("[Time]\nFallbackNTP=\n", "problem"),
        ("[Time]\nNTP=\nFallbackNTP=\n", "problem"),
        ("[Time]\nNTP=\n", "undecided"),
        ("[Time]\n#NTP=\n#FallbackNTP=\n", None),
    ],
)
def test_systemd_falls_back_to_servers_of_its_own(text: str, outcome: str | None) -> None:
    seen = subjects(timesyncd_dot_conf=text)
    assert [("problem" if one.problem else "undecided" if one.undecided else "sound") for one in seen] == (
        [outcome] if outcome else []
    )


@pytest.mark.parametrize(
    "command",
    [
        "systemctl disable --now chronyd",
        "sudo systemctl --quiet mask systemd-timesyncd.service",
        "systemctl disable nginx chrony",
        "timedatectl set-ntp false",
        "timedatectl set-ntp 0",
        "a && /usr/bin/systemctl disable chronyd; b",
        "chkconfig ntpd off",
        "sc config w32time start= disabled",
        "Set-Service w32time -StartupType Disabled",
        "w32tm /unregister",
    ],
)
def test_a_command_that_switches_the_only_service_off_is_a_problem(command: str) -> None:
    (seen,) = subjects(setup_dot_yml=f"runcmd:\n  - {command}\n")
    assert seen.problem == _OFF
    assert (seen.precision is Precision.LOW) == ("ntpd" in command)


@pytest.mark.parametrize(
    "elsewhere",
    [
        "runcmd: [apt-get install -y chrony]",
        "runcmd:\n  - [systemctl, enable, --now, ntp]",
        "runcmd: [timedatectl set-ntp true]",
        "packages: [nginx, chrony]",
        "- apt: {name: [curl, chrony]}",
        "- hosts: all\n  roles: [geerlingguy.ntp]",
        "- hosts: all\n  roles:\n    - role: chrony",
        "- import_role: {name: chrony}",
        "- service: name=chronyd state=started enabled=yes",
    ],
)
def test_a_service_that_another_replaces_is_sound(elsewhere: str) -> None:
    seen = subjects(tasks_dot_yml=_ANSIBLE.format("systemd-timesyncd"), other_dot_yml=elsewhere)
    assert seen and not any(one.problem or one.undecided for one in seen)


def test_a_template_of_a_configuration_or_its_sources_keep_the_time() -> None:
    tasks = {"tasks_dot_yml": _ANSIBLE.format("ntpd")}
    assert [one.problem for one in subjects(**tasks)] == [_OFF]
    assert [one.problem for one in subjects("roles/time/templates/chrony.conf.j2", **tasks)] == [None]
    assert [one.problem for one in subjects(**tasks, chrony_dot_conf="pool pool.example")] == [None, None]


def test_a_loop_over_services_is_read() -> None:
    text = "- service: {name: '{{ item }}', enabled: false}\n  loop: [cups, chronyd]\n"
    assert [one.problem for one in subjects(tasks_dot_yml=text)] == [_OFF]


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("#cloud-config\nntp: {enabled: false}\n", [_OFF]),
        ("#cloud-config\nntp:\n  enabled: false\n  servers: [a.example]\n", [_OFF]),
        ("#cloud-config\nntp: {servers: [a.example]}\n", [None]),
        ("ntp: {enabled: false}\n", []),
    ],
)
def test_cloud_init_is_known_by_its_first_line(text: str, problems: list[str | None]) -> None:
    assert [one.problem for one in subjects(a_dot_yml=text)] == problems


@pytest.mark.parametrize(
    "name", ["Dockerfile", "_dot_github__workflows__ci_dot_yml", "tests__setup_dot_yml", "examples__setup_dot_yml"]
)
def test_containers_jobs_tests_and_examples_have_no_clock_of_their_own(name: str) -> None:
    line = "systemctl disable --now chronyd"
    assert subjects(**{name: f"FROM a\nRUN {line}\n" if name == "Dockerfile" else f"run:\n  - {line}\n"}) == []


def test_what_cannot_be_read_stays_open_and_hides_nothing() -> None:
    seen = subjects(chrony_dot_conf="server {{ a }}\n", ntp_dot_conf="local stratum 1\n")
    assert [(one.problem, one.undecided) for one in seen] == [
        (None, "a template, no configuration of a clock"),
        (_NO_SOURCE, None),
    ]
