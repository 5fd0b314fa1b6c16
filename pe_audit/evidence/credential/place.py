"""Where in a tree, and in a line, a candidate stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pe_audit.evidence.credential.judgement import Place
from pe_audit.evidence.credential.vocabulary import word_set
from pe_audit.evidence.environment import Environment, judge
from pe_audit.expression import expression

if TYPE_CHECKING:
    from pe_audit.evidence.text import File

# Languages in which a value without quotes is a variable. Everything else may be settings.
_CODE = word_set("""
    py pyi js mjs cjs jsx ts tsx mts cts java kt kts groovy gradle scala cs vb fs go rb erb rake php phtml inc
    swift m mm h hh hpp c cc cpp rs dart lua pl pm r ex exs erl clj vue svelte html htm twig blade cshtml razor
    aspx ascx ashx asmx master vbhtml jsp css scss sass less graphql gql proto sol hs ml jl nim zig coffee as
    hbs mustache tpl liquid ipynb map tf hcl
""")
_TRANSLATIONS = expression(
    r"(?:^|/)(?:locales?|i18n|l10n|lang|langs|languages?|localization|translations?|messages|nls|idiomas?|intl)"
    r"(?:/|[.\-_][\w\-]*\.|\.(?!php)\w+$)|\.(?:po|pot|xlf|xliff|strings|resx|arb|ftl)$"
    r"|(?:^|/)(?:messages[_.]|strings\.json$)|values-[a-z]{2}(?:-r\w+)?/",
    re.IGNORECASE,
)
_REHEARSAL = expression(
    r"(?:^|/)(?:[\w.\-]*(?:fixtures?|mocks?|stubs?|fakes?|examples?|samples?|demos?|e2e|benchmarks?|storybook|cassettes"
    r"|playground|tutorials?|testing\w*|factories)|\.github|\.devcontainer|\.circleci|__tests__|tests?|testdata)"
    r"(?:/|[._\-][^/]*$)"
    r"|(?:^|/)[\w.\-]*(?:[._\-](?:test|tests|spec|stories|mock|fixture)s?\.|_?test(?:case|s|_?helpers?|utils)?\.)"
    r"|(?:^|/)(?:\.travis|\.gitlab-ci|azure-pipelines|appveyor)[\w.\-]*$|(?:^|/)(?:test|spec|tests)[\-_.][^/]*$"
    r"|TestCase\.|Tests?\.[a-z]+$",
)
_BUILT = expression(r"(?:^|/)(?:target|build|out|obj|bin/(?:Debug|Release)|classes|dist)/")
_PROSE = expression(
    r"(?:^|/)(?:docs?|documentation|readme|changelog|changes|history|releases?|news)(?:/|[.\-_]|$)"
    r"|\.(?:md|mdx|rst|adoc|asciidoc|txt|html?|log)$|\.(?:example|sample|dist|template)\b",
    re.IGNORECASE,
)
_COMMENT = expression(r"\s*(?://|#(?!define)|\*|/\*|--\s|<!--|;|rem\s|'\s)", re.IGNORECASE)


def place_of(file: File) -> Place:
    """What the file's path and content say: judged once a file."""
    known: Place | None = file.__dict__.get("_credential_place")
    if known is None:
        known = file.__dict__["_credential_place"] = _place(file)
    return known


def _place(file: File) -> Place:
    environment = judge(file.uri).environment  # the path alone: what the content declares is no matter here
    uri = file.uri
    return Place(
        test=environment is Environment.TEST or _REHEARSAL.search(uri) is not None,
        example=environment is Environment.EXAMPLE or _PROSE.search(uri) is not None,
        built=_BUILT.search(uri) is not None,
        translation=_TRANSLATIONS.search(uri) is not None,
        code=uri.rpartition(".")[2].lower() in _CODE,
    )


def is_comment(line: str) -> bool:
    return _COMMENT.match(line) is not None
