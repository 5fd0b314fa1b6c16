"""Machines in the cloud whose public address changes when they are replaced, as Terraform and CloudFormation say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pe_audit.expression import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_audit.evidence.settings import Setting, SettingsFile

_ASKS_FOR_ADDRESS = expression(
    r"\bresource\.(?:aws_instance|aws_launch_template|aws_launch_configuration)\..*\.?associate_public_ip_address$"
    r"|\bResources\..*\.AssociatePublicIpAddress$"
)
_KEEPS_ADDRESS = expression(r"\bresource\.(?:aws_eip|aws_eip_association|aws_nat_gateway)\.")
_KEPT_TYPE = expression(r"AWS::EC2::(?:EIP|EIPAssociation|NatGateway)")
_REASON = (
    "its public address changes when the machine is replaced, and no fixed one stands in the file: if it calls the "
    "gateway, declare allowlist.egress and allowlist.registered"
)


def ephemeral(evidence: SettingsFile) -> Iterator[tuple[Setting, str | None]]:
    """Each setting that asks for a public address; the reason why it may change, None where the file fixes one."""
    asking = [
        setting
        for setting in evidence.settings
        if _ASKS_FOR_ADDRESS.search(setting.key) and setting.value.lower() == "true"
    ]
    if not asking:
        return
    fixed = any(
        _KEEPS_ADDRESS.search(setting.key) or _KEPT_TYPE.fullmatch(setting.value) for setting in evidence.settings
    )
    for setting in asking:
        yield setting, None if fixed else _REASON
