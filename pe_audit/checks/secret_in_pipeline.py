"""secret-in-pipeline: credentials written into what builds, delivers and starts the program."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pe_audit.evidence.credential.candidate import Syntax
from pe_audit.evidence.credential.delivered import delivered
from pe_audit.evidence.credential.names import Says
from pe_audit.evidence.credential.scan import credentials, shapes_of
from pe_audit.evidence.credential.wording import described, explained, shown_name
from pe_audit.evidence.delivery import delivery_of
from pe_audit.evidence.environment import Environment, judge
from pe_audit.evidence.settings import SettingsFile, Unreadable
from pe_audit.evidence.text import File, Text
from pe_audit.expression import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.evidence.credential.judgement import Judgement
    from pe_audit.evidence.credential.scan import Located
    from pe_audit.model import Observed

# Whatever may make a line one that holds a credential: a name, an address with a user, a flag, anything long and dense.
_TELLING = expression(
    rb"(?i)pass|pwd|secret|token|key|clave|contrase|llave|senha|cred|auth|bearer|basic|://[^\s/:@]{0,64}:[^\s/@]{3}"
    rb"|\.env|-u[ =]|user[ =]|\xe5\xaf\x86|[A-Za-z0-9+/_\-]{20}"
)
_COPY, _DOTENV = expression(r"(?:COPY|ADD)\.\d"), expression(r"(?:^|/)\.env(?:\.[\w.]+)?$")


class _Shown(NamedTuple):
    """A judged value, where it stands, and the text that no output may show.

    `final`: the line by itself has nothing to add.
    """

    observed: Observed
    judgement: Judgement
    secrets: tuple[str, ...]
    final: bool = True


def check(evidence: Evidence) -> Iterator[Observed]:
    assert isinstance(evidence, SettingsFile)
    kind = delivery_of(evidence.file)
    hits = tuple(match.end() for match in _TELLING.finditer(evidence.file.data)) if kind else ()
    if kind is None or not hits:
        return
    found: dict[int, list[_Shown]] = {}
    lost = None
    try:
        for line, shown in _by_settings(evidence):
            found.setdefault(line, []).extend([shown] if shown is not None else [])
    except Unreadable as error:  # what its lines show is reported all the same
        lost = error
    told = {line for line, spoken in found.items() if not spoken or any(shown.final for shown in spoken)}
    for shown in _by_lines(evidence.file, hits):
        if shown.observed.line not in told:
            found.setdefault(shown.observed.line, []).append(shown)
    for line in sorted(found):
        yield from (_subject(shown, kind) for shown in found[line])
    if lost is not None:
        raise lost
    yield from _copied(evidence)


def _copied(evidence: SettingsFile) -> Iterator[Observed]:
    """A file of live settings that a Dockerfile copies into the image."""
    for setting in evidence.settings if evidence.format == "dockerfile" else ():
        for source in setting.value.split()[:-1] if _COPY.match(setting.key) else ():
            if _DOTENV.search(source) and judge(source).environment not in (Environment.EXAMPLE, Environment.TEST):
                problem = "The image takes a file of secrets with it. Whoever gets the image gets `.env` too."
                yield evidence.observe(setting, problem, identity=source)


def _by_settings(evidence: SettingsFile) -> Iterator[tuple[int, _Shown | None]]:
    """What only the settings tell, each with its line; None where nothing on the line is a secret."""
    for one in delivered(evidence, shapes_of(evidence.file)):
        judgement = one.judgement
        if judgement is None:
            yield one.setting.line, None
        elif judgement.reported or judgement.says not in (Says.NOTHING, Says.BARE_KEY):
            secrets = tuple({one.setting.value.strip(), judgement.candidate.value})
            final = judgement.reported or one.encoded
            yield one.setting.line, _Shown(evidence.observe(one.setting), judgement, secrets, final)


def _by_lines(file: File, hits: tuple[int, ...]) -> Iterator[_Shown]:
    for located in credentials(Text(file, hits)):
        if _is_subject(located):
            judgement = located.judgement
            observed = file.observe(located.start, located.end)
            yield _Shown(observed, judgement, (judgement.candidate.value,))


def _is_subject(located: Located) -> bool:
    """Whether a candidate is judged here: fallbacks have their own rule, and most names say nothing of a secret."""
    judgement = located.judgement
    if judgement.candidate.syntax is Syntax.FALLBACK and judgement.says is not Says.NOTHING:
        return False
    return judgement.reported or judgement.says not in (Says.NOTHING, Says.BARE_KEY)


def _subject(shown: _Shown, kind: str) -> Observed:
    name, judgement = shown_name(shown.judgement), shown.judgement
    if not judgement.reported:
        return shown.observed._replace(identity=name)
    return shown.observed._replace(
        problem=f"This {kind} holds a literal {described(judgement)}. {name}: {explained(judgement)}",
        identity=name,
        secrets=shown.secrets,
        precision=judgement.precision,
    )
