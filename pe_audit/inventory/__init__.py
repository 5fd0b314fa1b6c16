"""What secret stores and key tools export, told apart by content: the names and dates of keys, never their values."""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from pe_audit.inventory.exported import Broken, Exported, name_of
from pe_audit.model import PeAuditError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["KNOWN", "STORES", "Exported", "read"]

KNOWN = (
    "known: JSON of aws secretsmanager list-secrets, describe-secret or list-secret-version-ids, of aws iam"
    " list-access-keys or get-credential-report (or its CSV), of gcloud secrets list or secrets versions list, of az"
    " keyvault secret list or list-versions or key list, of vault kv metadata get; JSON or YAML of kubectl get secret;"
    " certificates in PEM or DER; OpenPGP public keys"
)
STORES = ("AWS Secrets Manager", "AWS IAM", "Google Secret Manager", "Azure Key Vault", "HashiCorp Vault", "Kubernetes")
_JSON = (b"{", b"[")
_PRIVATE = b"PRIVATE KEY"
_PACKETS = (b"\x98", b"\x99", b"\xc6", b"\x94", b"\x95", b"\xc5")  # of public keys and of secret ones, old and new


def read(name: str, data: bytes) -> list[Exported]:
    """The keys in an export saved as the file `name`. Raises PeAuditError that quotes nothing of it."""
    try:
        found = [key for key in _keys(name, data) if key.id]
    except (ValueError, RecursionError) as error:
        raise PeAuditError(f"{name} cannot be read: {_reason(error)}", "export it again, whole") from error
    except PeAuditError as error:
        raise PeAuditError(f"{name} was not imported: {error.message}", error.help) from error
    if not found and data.strip() not in (b"[]", b"{}"):
        raise PeAuditError(f"{name} is no export that pe-audit knows, or no key is in it", KNOWN)
    return found


def _keys(name: str, data: bytes) -> Iterator[Exported]:
    from pe_audit.inventory import aws, kubernetes, openpgp, x509

    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(_JSON):
        return _from_json(name, start)
    if b"-----BEGIN PGP PRIVATE KEY BLOCK" in data:
        raise PeAuditError("it holds a secret key", "export the public one: `gpg --armor --export NAME`")
    if b"-----BEGIN PGP PUBLIC KEY BLOCK" in data or data[:1] in _PACKETS:
        return openpgp.keys(data)
    if b"CERTIFICATE-----" in data or data[:1] == b"\x30":
        return x509.keys(data)
    if b"-----BEGIN " in data and _PRIVATE in data:
        raise PeAuditError("it holds a private key", "give the certificate, or the public key")
    text = start.decode("utf-8", "replace")
    if text.startswith("user,arn,"):
        return aws.report(text)
    return kubernetes.keys(_yaml(text)) if "kind:" in text else iter(())


def _from_json(name: str, data: bytes) -> Iterator[Exported]:
    from pe_audit.inventory import aws, azure, google, kubernetes, vault

    exported: Any = json.loads(data)
    yield from aws.keys(exported)
    yield from google.keys(exported)
    yield from azure.keys(exported)
    yield from vault.keys(exported, name_of(PurePath(name).stem) if name != "-" else "")
    yield from kubernetes.keys(exported)


def _yaml(text: str) -> list[dict[str, Any]]:
    from pe_audit.evidence.settings import Unreadable
    from pe_audit.formats import yaml
    from pe_audit.inventory import kubernetes

    try:
        return kubernetes.from_yaml(yaml.read(text))
    except Unreadable as error:
        raise Broken(str(error)) from error


def _reason(error: ValueError | RecursionError) -> str:
    """Why, in words of ours: the library's own message may quote the export."""
    if isinstance(error, json.JSONDecodeError):
        return f"not valid JSON in line {error.lineno}"
    if isinstance(error, UnicodeDecodeError):
        return "not UTF-8 text"
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    return str(error) if isinstance(error, Broken) else "it is broken"
