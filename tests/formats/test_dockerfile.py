"""Dockerfiles: variables one by one, instructions by number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pe_audit.evidence.settings import Unreadable
from pe_audit.formats import format_of
from pe_audit.formats.dockerfile import read

if TYPE_CHECKING:
    from tests.formats.conftest import Written

_SHOP = r"""# syntax=docker/dockerfile:1
ARG VERSION=3.19 TOKEN
FROM php:8.3-fpm AS build

ENV APP_ENV=production URL="https://shop.example/a b"  NAME=a\ b
ENV LEGACY  some "quoted" value
env A='x y' \
    # why
    B=2 \

    C=\
3
RUN apt-get update \
 && apt-get install -y chrony
run <<EOF bash
echo "$A"
EOF
COPY --from=build <<-"X" <<Y /etc/a
	b
	X
ENV NOT=this
Y
CMD ["php-fpm"]
"""


def test_variables_and_instructions_are_settings(written: Written) -> None:
    assert written("dockerfile", _SHOP) == [
        ("ARG.VERSION", "3.19", "3.19"),
        ("ARG.TOKEN", "", ""),
        ("FROM.0", "php:8.3-fpm AS build", "php:8.3-fpm AS build"),
        ("ENV.APP_ENV", "production", "production"),
        ("ENV.URL", "https://shop.example/a b", "https://shop.example/a b"),
        ("ENV.NAME", "a b", r"a\ b"),
        ("ENV.LEGACY", "some quoted value", 'some "quoted" value'),
        ("ENV.A", "x y", "x y"),
        ("ENV.B", "2", "2"),
        ("ENV.C", "3", "3"),
        ("RUN.0", "apt-get update  && apt-get install -y chrony", "apt-get update "),
        ("RUN.1", '<<EOF bash\necho "$A"\nEOF\n', "<<EOF bash"),
        ("COPY.0", '--from=build <<-"X" <<Y /etc/a\n\tb\n\tX\nENV NOT=this\nY\n', '--from=build <<-"X" <<Y /etc/a'),
        ("CMD.0", '["php-fpm"]', '["php-fpm"]'),
    ]


@pytest.mark.parametrize(
    ("text", "value", "raw"),
    [
        ("ENV K=v", "v", "v"),
        ("ENV K=", "", ""),
        ("ENV K v w ", "v w", "v w"),
        ('ENV K "v w"', "v w", "v w"),
        ("ENV K a=b", "a=b", "a=b"),
        (r'ENV K="a\"b \$c d\e"', r'a"b $c d\e', r"a\"b \$c d\e"),
        ("""ENV K="it's 'so'" """, "it's 'so'", "it's 'so'"),
        (r"ENV K='a\'", "a\\", "a\\"),
        ("ENV K=a\"b c\"'d e'f", "ab cd ef", "a\"b c\"'d e'f"),
        ("ENV K=${X:-default}#1", "${X:-default}#1", "${X:-default}#1"),
        ("  ENV\tK=v\t", "v", "v"),
        ("# escape=`\nENV K=C:\\dir\\", "C:\\dir\\", "C:\\dir\\"),
        ("# escape=`\nENV K=a` b `\n", "a b", "a` b"),
    ],
)
def test_a_variable_is_read_in_every_way_of_writing_it(text: str, value: str, raw: str, written: Written) -> None:
    assert written("dockerfile", text) == [("ENV.K", value, raw)]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("RUN", None),
        ("", None),
        ("hello world", "no Dockerfile, or a broken one"),
        ('ENV K="v', "no Dockerfile, or a broken one"),
        ("ENV A=1 B", "no Dockerfile, or a broken one"),
        ("RUN <<EOF\necho", "no Dockerfile, or a broken one"),
        ("{% if on %}\nFROM a\n", "a template, not a Dockerfile"),
        ("FROM a:%%VERSION%%\n%%EXTRAS%%\n", "a template, not a Dockerfile"),
        ("ENV A=1\n" * 110_000, "more than 100000 values"),
    ],
)
def test_what_docker_refuses_is_unreadable(text: str, reason: str | None) -> None:
    if reason is None:
        assert len(list(read(text))) == bool(text)
        return
    with pytest.raises(Unreadable, match=reason):
        list(read(text))


@pytest.mark.parametrize(
    ("name", "format"),
    [
        *((name, "dockerfile") for name in ("Dockerfile", "docker/Dockerfile.prod", "Containerfile", "Dockerfile-dev")),
        *((name, "dockerfile") for name in ("api.dockerfile", "web.Dockerfile", "build/Dockerfile_test")),
        *((name, None) for name in ("Dockerfile.md", "Dockerfile.dockerignore", "dockerfile.py", "Dockerfile.j2")),
    ],
)
def test_its_files_are_known_by_name(name: str, format: str | None) -> None:
    assert format_of(name) == format
