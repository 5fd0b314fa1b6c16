"""Apache httpd: `Require` and its containers, and the older `Order`, `Allow from`, `Deny from`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pe_audit.evidence.access import unseen
from pe_audit.evidence.access.callback import certainty, takes_notifications
from pe_audit.evidence.access.included import where_included
from pe_audit.evidence.access.rules import AccessList, AccessRule, decision, doubt_of, rule
from pe_audit.evidence.access.words import words_of
from pe_audit.evidence.networks import EVERYBODY, parse, union
from pe_audit.expression import expression

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pe_audit.evidence.circumstances import Circumstances
    from pe_audit.evidence.settings import Setting
    from pe_audit.evidence.site.blocks import Block
    from pe_audit.evidence.site.including import Configuration
    from pe_audit.model import Observed

_PLACES = frozenset({"location", "locationmatch", "directory", "directorymatch", "files", "filesmatch"})
_CONTAINERS = frozenset({"requireany", "requireall", "requirenone"})
_CONDITIONS = frozenset({"if", "elseif", "else", "ifmodule", "ifdefine", "ifversion", "iffile"})
_METHODS = frozenset({"limit", "limitexcept"})  # sections about methods
_PARTIAL = expression(r"(\d{1,3})(?:\.(\d{1,3}))?(?:\.(\d{1,3}))?\.?")
_NEW_HTTPD = expression(r"(?:mod_authz_(?:core|host)\.c|authz_(?:core|host)_module)")
_OLD_HTTPD = expression(r"!(?:mod_authz_core\.c|authz_core_module)|mod_access\.c")
_TOGETHER = "the server asks for more than an address, and how that goes together is not followed"


@dataclass(slots=True)
class _Section:
    """A section, or the file itself, with its directives and inner sections in order."""

    name: str
    arguments: str
    place: Setting | None
    block: Block
    directives: list[tuple[str, Setting]] = field(default_factory=list)
    sections: list[_Section] = field(default_factory=list)


def lists(configuration: Configuration, circumstances: Circumstances) -> Iterator[AccessList]:
    """One list for each section that is the callback's; one without rules for one that has none."""
    file = _sections(configuration.root)
    folder, _, name = configuration.uri.rpartition("/")
    if name.lower().endswith("htaccess"):
        file.arguments, file.name = folder.rpartition("/")[2], "directory"
        file.place = next((setting for name, setting in file.directives if name in ("require", "order", "deny")), None)
    waiting = [file]
    while waiting:
        section = waiting.pop(0)
        waiting = section.sections + waiting
        certain = _certainty(section, circumstances)
        if section.place is None or certain is None:
            continue
        rules, open_end, doubt = _decided(section, configuration)
        if not _admits_some(rules) and not doubt and (section.name != "location" or _admits_all(rules)):
            rules, open_end = [], True  # a folder that is shut, or open to everybody, is no list of callers
        at = configuration.observe(section.place)
        unguarded = certain and section.name == "location" and takes_notifications(section.arguments)
        if rules or doubt or unguarded:
            yield AccessList(
                section.arguments, at.line, at.column, at.end_column, tuple(rules), open_end or not rules,
                doubt or doubt_of(rules), certain, uri=at.uri,
                related=where_included(configuration, section.block, at.uri, rules),
            )  # fmt: skip


def _admits_some(rules: Iterable[AccessRule]) -> bool:
    return any(one.allow and one.addresses != EVERYBODY for one in rules)


def _admits_all(rules: Iterable[AccessRule]) -> bool:
    return any(one.allow for one in rules)


def _sections(block: Block) -> _Section:
    """A block as a section. A condition that today's httpd fulfils is no section, one that it never does is nothing."""
    section = _Section(block.name, block.arguments, block.place, block)
    inner = {id(one.place): one for one in block.blocks}
    for name, setting in block.directives:
        opened = inner.get(id(setting))
        made = _sections(opened) if opened is not None and opened.name not in _METHODS else None
        if made is not None and name == "ifmodule" and _NEW_HTTPD.fullmatch(setting.value):
            section.directives += made.directives
            section.sections += made.sections
            continue
        section.directives.append((name, setting))
        if made is not None and not (name == "ifmodule" and _OLD_HTTPD.fullmatch(setting.value)):
            section.sections.append(made)
    return section


def _certainty(section: _Section, circumstances: Circumstances) -> bool | None:
    if section.name == "virtualhost":
        names = [setting.value for name, setting in section.directives if name in ("servername", "serveralias")]
        has_rules = any(name in ("require", *_CONTAINERS) for name, _ in section.directives)
        return certainty(" ".join(names), circumstances) if has_rules else None
    if section.name not in _PLACES:
        return None
    path = circumstances.declared.callback_path
    if path and section.name == "location":
        return True if len(section.arguments) > 1 and path.startswith(section.arguments.rstrip("*")) else None
    return certainty(section.arguments, circumstances)


def _decided(section: _Section, evidence: Configuration) -> tuple[list[AccessRule], bool, str]:
    """The rules, whether others are admitted, and what makes that doubtful."""
    merged = [setting.value.lower() for name, setting in section.directives if name in ("satisfy", "authmerging")]
    doubt = _TOGETHER if any(value not in ("all", "off") for value in merged) else ""
    included = [setting for name, setting in section.directives if name in ("include", "includeoptional")]
    doubt = doubt or unseen.doubt(included, evidence.absent, any_name=section.name in _PLACES)
    inner = [one for one in section.sections if one.name in _CONDITIONS]
    if any(name in ("require", *_CONTAINERS, "order") for one in inner for name, _ in one.directives):
        doubt = "some of the rules hold only under a condition"
    if any(name in ("require", *_CONTAINERS) for name, _ in section.directives):
        rules, unclear = _required(section, evidence)
        if not rules and not unclear:
            shut = next(setting for name, setting in section.directives if name in ("require", *_CONTAINERS))
            rules = [rule(False, "all", evidence.observe(shut))]
        return rules, False, doubt or unclear
    order = next((setting.value.replace(" ", "") for name, setting in section.directives if name == "order"), "")
    allows = [one for name, setting in section.directives if name == "allow" for one in _from(True, setting, evidence)]
    denies = [one for name, setting in section.directives if name == "deny" for one in _from(False, setting, evidence)]
    if order.lower() == "allow,deny":
        return denies + allows, False, doubt
    return (allows + denies if denies else []), True, doubt


def _required(section: _Section, evidence: Configuration) -> tuple[list[AccessRule], str]:
    """What a section or container requires, as rules in order; whoever fits none is shut out."""
    every = section.name == "requireall"
    inner = {id(one.place): one for one in section.sections}
    denies: list[AccessRule] = []
    groups: list[list[AccessRule]] = []
    doubt = ""
    for name, setting in section.directives:
        if name in _CONTAINERS:
            container = inner.get(id(setting))
            rules, unclear = _required(container, evidence) if container is not None else ([], "")
            doubt = doubt or unclear
            if name == "requirenone":
                denies += rules
            else:
                groups.append(rules)
        elif name == "require":
            negated = setting.value.lower().startswith("not ") or section.name == "requirenone"
            rules, unclear = _requirement(setting, evidence, allow=not negated)
            doubt = doubt or ("" if every and not negated else unclear)
            if rules and negated:
                denies += rules
            elif rules or not unclear:
                groups.append(rules)
    if section.name == "requirenone":
        return denies, doubt
    narrow = [group for group in groups if not any(one.addresses == EVERYBODY and one.allow for one in group)]
    if not every:
        return [one for group in groups for one in group], _TOGETHER if denies else doubt
    if len(narrow) > 1:
        doubt = doubt or _TOGETHER
    return denies + (narrow[0] if narrow else groups[0] if groups else []), doubt


def _requirement(setting: Setting, evidence: Configuration, *, allow: bool) -> tuple[list[AccessRule], str]:
    """The entries of one `Require`, or why there are none."""
    words = list(words_of(setting, evidence))
    if words and words[0][0].lower() == "not":
        words = words[1:]
    kind, at = (words[0][0].lower(), words[0][1]) if words else ("", evidence.observe(setting))
    if kind == "all":
        granted = [word.lower() for word, _ in words[1:2]] == ["granted"]
        return ([rule(allow, "all", at)] if granted else []), ""
    if kind == "ip":
        return [_entry(allow, word, place) for word, place in words[1:]], ""
    if kind == "local":
        both = union((parse("127.0.0.0/8"), parse("::1")))
        return [decision(allow, "local", both, at)], ""
    if kind in ("host", "forward-dns"):
        return [decision(allow, f"{kind} {word}", None, place) for word, place in words[1:]], ""
    return [], _TOGETHER


def _from(allow: bool, setting: Setting, evidence: Configuration) -> Iterator[AccessRule]:
    """The entries of `Allow from …` or `Deny from …`."""
    for word, at in words_of(setting, evidence):
        if word.lower() != "from":
            yield _entry(allow, word, at)


def _entry(allow: bool, word: str, at: Observed) -> AccessRule:
    """An address, a network, or the beginning of one: `10.1` is 10.1.0.0/16."""
    partial = _PARTIAL.fullmatch(word)
    if partial is None:
        return rule(allow, word, at)
    numbers = [number for number in partial.groups() if number is not None]
    made = rule(allow, ".".join([*numbers, *["0"] * (4 - len(numbers))]) + f"/{8 * len(numbers)}", at)
    return decision(allow, word, made.addresses, at)
