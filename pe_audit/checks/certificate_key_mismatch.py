"""Certificates and private keys that are used as a pair and are none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pe_audit.evidence.certificate.held import Held
from pe_audit.evidence.certificate.use import Use, Uses
from pe_audit.evidence.credential.private_keys import State
from pe_audit.evidence.project import Project
from pe_audit.expression import expression
from pe_audit.model import Related

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pe_audit.evidence import Evidence
    from pe_audit.model import Observed

_PROBLEM = "The certificate and the private key do not belong together."
_NO_KEY = "The file holds a certificate without its private key."
_ENDING = expression(r"(?:\.(?:pem|crt|cer|cert|key|der))+$", re.IGNORECASE)
_KEY_WORDS = expression(r"(?:^|[._\-])(?:privkey|private[._\-]?key|private|key)$", re.IGNORECASE)
_CERTIFICATE_WORDS = expression(r"(?:^|[._\-])(?:fullchain|cert|crt|certificate)$", re.IGNORECASE)


def check(evidence: Evidence) -> Iterator[Observed]:
    """Every pair once: as settings name it, as pe-audit.yaml declares it, or as its files' names say."""
    assert isinstance(evidence, Project)
    uses = Uses(evidence)
    yield from uses.unread()
    seen: set[tuple[str, str]] = set()
    for use in (*uses.configured(), *uses.declared(), *_bundles(uses.files), *_alike(uses.files)):
        if use.certificate is None or use.key is None:
            if use.at is None and use.names_key:
                yield use.observe(undecided=_missing(use))
            continue
        pair = (use.certificate.uri, use.key.uri)
        if pair in seen and (use.at is None or pair[0] != use.at[0].uri):
            continue
        seen.add(pair)
        yield from _judged(use, use.certificate, use.key)


def _missing(use: Use) -> str:
    what = "certificate" if use.certificate is None else "private key"
    return (
        f"the {what} declared with {use.named} is not among the audited files; "
        "if git ignores it, name it under paths.scan"
    )


def _judged(use: Use, certificates: Held, private: Held) -> Iterator[Observed]:
    """One pair. No subject where one half holds nothing of its kind and nobody says that it should."""
    keys = [key for key in private.keys if key.spki]
    readable = [one for one in certificates.certificates if one.key.spki]
    if certificates.trouble and not readable:
        yield use.observe(undecided=certificates.trouble)
    elif not certificates.certificates:
        return
    elif not keys:
        if any(key.state is State.LOCKED for key in private.keys):
            yield use.observe(undecided=f"the private key in {private.uri} is behind a passphrase")
        elif private.keys or private.trouble:
            yield use.observe(undecided=f"the private key in {private.uri} is of a kind that cannot be compared")
        elif use.at is None and certificates.uri == private.uri:
            yield use.observe(f"{_NO_KEY} {certificates.uri} is declared as a pair with its key.")
    elif not readable:
        yield use.observe(undecided="the certificate's key is of a kind that cannot be compared")
    else:
        owned = {one.key.spki for one in readable}
        if any(key.spki in owned for key in keys):
            yield use.observe()
        else:
            yield use.observe(_told(use, certificates, private), related=_related(use, private))


def _told(use: Use, certificates: Held, private: Held) -> str:
    place = "the same file" if certificates.uri == private.uri else private.uri
    return f"{_PROBLEM} {certificates.certificates[0].name} was issued for another key than the one in {place}."


def _related(use: Use, private: Held) -> tuple[Related, ...]:
    """Where the key is, unless it is a value of the very file."""
    if use.at is not None and private.uri == use.at[0].uri:
        return ()
    return (private.file.file.relate(private.keys[0].start, private.keys[0].end, "the private key"),)


def _bundles(files: Iterable[Held]) -> Iterator[Use]:
    """Files of PEM alone that hold both halves, as HAProxy and many tools want them."""
    for one in files:
        if one.keys and any(not held.is_ca for held in one.certificates) and _ENDING.search(one.uri):
            yield Use("", one.uri, one, one)


def _alike(files: Iterable[Held]) -> Iterator[Use]:
    """A certificate and a key whose files have the same name but for the words that tell them apart."""
    keys: dict[str, list[Held]] = {}
    for one in files:
        if one.keys and not one.certificates and _ENDING.search(one.uri):
            keys.setdefault(_stem(one.uri), []).append(one)
    for one in files:
        beside = keys.get(_stem(one.uri), ())
        if one.certificates and not one.keys and len(beside) == 1 and _ENDING.search(one.uri):
            yield Use("", one.uri, one, beside[0])


def _stem(uri: str) -> str:
    folder, _, name = uri.rpartition("/")
    stem = _ENDING.sub("", name).lower()
    return f"{folder}/{_CERTIFICATE_WORDS.sub('', _KEY_WORDS.sub('', stem))}"
