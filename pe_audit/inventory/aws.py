"""AWS: what the CLI prints of Secrets Manager and of IAM access keys, in the date formats of its versions 1 and 2.

https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_SecretListEntry.html,
API_SecretVersionsListEntry.html and https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html
"""

from __future__ import annotations

import csv
from binascii import Error as Base64Error
from binascii import a2b_base64
from itertools import islice
from typing import TYPE_CHECKING, Any

from pe_audit.inventory.exported import Exported, Version, day_of, items_of, name_of, newest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_IN_USE = "AWSCURRENT"
_MOST_USERS = 10_000
_REPORT = "user,arn,"


def keys(data: Any) -> Iterator[Exported]:
    """The keys of any of these exports; nothing if it is none."""
    if isinstance(data, dict) and data.get("ReportFormat") == "text/csv" and isinstance(data.get("Content"), str):
        yield from report(_decoded(data["Content"]))
        return
    for secret in items_of(data, "SecretList"):
        yield from _secret(secret)
    for key in items_of(data, "AccessKeyMetadata"):
        yield from _access_key(key)
    if isinstance(data, dict) and "ARN" in data:
        yield from _versions(data) if "Versions" in data else _secret(data)


def report(text: str) -> Iterator[Exported]:
    """The access keys of an IAM credential report in CSV."""
    if not text.startswith(_REPORT):
        return
    try:
        for row in islice(csv.DictReader(text.splitlines(), strict=True), _MOST_USERS):
            for number in ("1", "2"):
                created = day_of(row.get(f"access_key_{number}_last_rotated"))
                user = name_of(row.get("user"))
                if user and created is not None:
                    is_active = row.get(f"access_key_{number}_active") == "true"
                    yield Exported(f"{user} access key {number}", "AWS IAM", created, is_retired=not is_active)
    except csv.Error:
        return


def _decoded(content: str) -> str:
    try:
        return a2b_base64(content).decode("utf-8", "replace")
    except (Base64Error, ValueError):
        return ""


def _secret(secret: Mapping[str, Any]) -> Iterator[Exported]:
    """An entry of list-secrets, or what describe-secret says. Neither tells when a value was put there by hand."""
    name = name_of(secret.get("Name"))
    if not name:
        return
    made, rotated, changed = (day_of(secret.get(f"{word}Date")) for word in ("Created", "LastRotated", "LastChanged"))
    note = ""
    if rotated is None and made is not None and changed is not None and changed > made:
        note = (
            f"something of it changed on {changed}; `aws secretsmanager list-secret-version-ids` tells if the value did"
        )
    deleted = day_of(secret.get("DeletedDate"))
    yield Exported(
        name,
        _store(secret),
        rotated or made,
        is_exact=rotated is not None,
        is_retired=deleted is not None,
        retired=deleted,
        note=note,
    )


def _versions(secret: Mapping[str, Any]) -> Iterator[Exported]:
    """What list-secret-version-ids says: the one export that dates the value itself."""
    name = name_of(secret.get("Name"))
    versions = [
        Version(day_of(version.get("CreatedDate")), _is_in_use(version)) for version in items_of(secret, "Versions")
    ]
    current = newest(versions)
    if name and current is not None:
        yield Exported(name, _store(secret), current.created, is_retired=not current.is_enabled)


def _is_in_use(version: Mapping[str, Any]) -> bool:
    stages = version.get("VersionStages")
    return isinstance(stages, list) and _IN_USE in stages


def _access_key(key: Mapping[str, Any]) -> Iterator[Exported]:
    """The last four characters tell the two keys of a user apart; the whole identifier would alarm secret scanners."""
    user, number = name_of(key.get("UserName")), name_of(key.get("AccessKeyId"))
    if user and number:
        is_retired = key.get("Status") != "Active"
        yield Exported(f"{user}/{number[-4:]}", "AWS IAM", day_of(key.get("CreateDate")), is_retired=is_retired)


def _store(secret: Mapping[str, Any]) -> str:
    """arn:aws:secretsmanager:us-east-1:… → AWS Secrets Manager, us-east-1."""
    parts = name_of(secret.get("ARN")).split(":")
    region = parts[3] if len(parts) > 3 else ""
    return f"AWS Secrets Manager, {region}" if region else "AWS Secrets Manager"
