"""Resources of the cloud in one shape, from Terraform's HCL, the JSON of its plans, and CloudFormation."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pe_audit.expression import expression

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pe_audit.evidence.settings import Setting, SettingsFile

_HCL = expression(r"resource\.(?P<type>\w+)\.(?P<name>[^.]+)\.(?P<rest>.+)")
_PLAN = expression(r"(?P<place>planned_values\.(?:[\w.]+\.)?resources\.\d+)\.(?P<rest>.+)")
_CLOUDFORMATION = expression(r"Resources\.(?P<name>[^.]+)\.(?P<rest>Type|Properties\..+)")
_LOCAL = expression(r"locals\.\d+\.([^.]+)(?:\.\d+)?")
_MOST = 20_000  # references that are filled in

# CloudFormation's words for what Terraform says.
_TYPES = {
    "AWS::EC2::SecurityGroup": "aws_security_group",
    "AWS::EC2::SecurityGroupIngress": "aws_vpc_security_group_ingress_rule",
    "AWS::WAFv2::IPSet": "aws_wafv2_ip_set",
}
_WORDS = {
    "SecurityGroupIngress": "ingress", "CidrIp": "cidr_blocks", "CidrIpv6": "ipv6_cidr_blocks", "FromPort": "from_port",
    "ToPort": "to_port", "IpProtocol": "protocol", "SourcePrefixListId": "prefix_list_ids", "GroupName": "name",
    "GroupDescription": "description", "GroupId": "security_group_id", "Addresses": "addresses", "Name": "name",
    "IPAddressVersion": "ip_address_version", "Description": "description",
}  # fmt: skip


@dataclass(slots=True)
class Block:
    """A resource, or a block inside one: its attributes by Terraform's names, each with all its settings."""

    type: str
    name: str
    attributes: dict[str, list[Setting]] = field(default_factory=dict)
    blocks: dict[tuple[str, str], Block] = field(default_factory=dict)

    def text(self, *names: str) -> str:
        """The first of these attributes that is there, as written."""
        return next((self.attributes[name][0].value for name in names if name in self.attributes), "")

    def all(self, *names: str) -> list[Setting]:
        """All settings of these attributes."""
        return [setting for name in names for setting in self.attributes.get(name, ())]

    def inner(self, *names: str) -> list[Block]:
        """The blocks of these names, in order."""
        return [block for (name, _), block in self.blocks.items() if name in names]

    def add(self, path: str, setting: Setting) -> None:
        """Sort in a setting below the resource: `name`, `cidrs.0`, `ingress.0.cidr_blocks.1`."""
        words = path.split(".")
        block = self
        if len(words) > 2 and words[1].isdigit():
            block = self.blocks.setdefault((words[0], words[1]), Block(words[0], self.name))
            words = words[2:]
        elif words[0] == "dynamic" and len(words) > 2:
            block = self.blocks.setdefault((words[1], "dynamic"), Block(words[1], self.name))
            words = words[4:] if words[2] == "content" else [""]
        if words:
            block.attributes.setdefault(words[0], []).append(setting)


def resources(evidence: SettingsFile) -> Iterator[Block]:
    """The resources of a file that holds any; references to its own locals are filled in."""
    if evidence.format == "hcl":
        yield from _from_hcl(evidence.settings)
    else:
        yield from _from_plan(evidence.settings)
        yield from _from_cloudformation(evidence.settings)


def _from_hcl(settings: Iterable[Setting]) -> Iterator[Block]:
    known: dict[str, list[Setting]] = {}
    found: dict[tuple[str, str], Block] = {}
    for setting in settings:
        local = _LOCAL.fullmatch(setting.key)
        if local is not None:
            known.setdefault(f"local.{local[1]}", []).append(setting)
    filled = 0
    for setting in settings:
        match = _HCL.fullmatch(setting.key)
        if match is None:
            continue
        block = found.setdefault((match["type"], match["name"]), Block(match["type"], match["name"]))
        values = known.get(setting.value.removeprefix("${").removesuffix("}"), [setting])
        filled += len(values)
        for value in values if filled < _MOST else [setting]:
            block.add(match["rest"], value)
    yield from found.values()


def _from_plan(settings: Iterable[Setting]) -> Iterator[Block]:
    found: dict[str, Block] = {}
    for setting in settings:
        match = _PLAN.fullmatch(setting.key)
        if match is None:
            continue
        block = found.setdefault(match["place"], Block("", ""))
        if match["rest"] == "type":
            block.type = setting.value
        elif match["rest"] == "name":
            block.name = setting.value
        elif match["rest"].startswith("values."):
            block.add(match["rest"].removeprefix("values."), setting)
    yield from found.values()


def _from_cloudformation(settings: Iterable[Setting]) -> Iterator[Block]:
    found: dict[str, Block] = {}
    for setting in settings:
        match = _CLOUDFORMATION.fullmatch(setting.key)
        if match is None:
            continue
        block = found.setdefault(match["name"], Block("", match["name"]))
        if match["rest"] == "Type":
            block.type = _TYPES.get(setting.value, "")
        else:
            words = match["rest"].removeprefix("Properties.").split(".")
            block.add(".".join(_WORDS.get(word, word) for word in words), setting)
    yield from found.values()
