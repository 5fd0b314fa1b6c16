"""Access lists of the cloud: Terraform, its plans, CloudFormation, Kubernetes, Traefik, Istio."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pe_audit.audit import circumstances_of
from pe_audit.evidence.access import AccessList, access_lists
from pe_audit.evidence.project import Project
from pe_audit.evidence.text import File
from pe_audit.formats import settings_file
from pe_audit.options import Config, Options

_TOLD = circumstances_of(Options(paths=(), root=Path(), config=Config()))
_NET = "198.51.100.0/24"


def lists(text: str, uri: str = "main.tf") -> list[AccessList]:
    file = settings_file(File(uri, text.encode(), _TOLD))
    assert file is not None
    return list(access_lists(Project(".", frozenset({uri}), (), (file,), _TOLD)))


def group(*ingress: str, name: str = "pagoefectivo") -> str:
    blocks = "".join(f"  ingress {{\n{one}\n  }}\n" for one in ingress)
    return f'resource "aws_security_group" "{name}" {{\n{blocks}}}\n'


def https(sources: str) -> str:
    return f'    protocol = "tcp"\n    from_port = 443\n    to_port = 443\n    {sources}'


def rule(type: str, body: str, name: str = "pagoefectivo") -> str:
    return f'resource "{type}" "{name}" {{\n{body}\n}}\n'


_OWN = f'cidr_blocks = ["{_NET}"]'


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (group(https(_OWN)), _NET),
        (group(https(_OWN), 'protocol = "tcp"\nfrom_port = 22\nto_port = 22\ncidr_blocks = ["0.0.0.0/0"]'), _NET),
        (group(f'protocol = "-1"\nfrom_port = 0\nto_port = 0\n{_OWN}'), _NET),
        (group(f'protocol = "tcp"\nfrom_port = 0\nto_port = 65535\n{_OWN}'), _NET),
        (group(https('ipv6_cidr_blocks = ["2001:db8::/48"]')), "2001:db8::/48"),
        (group(https('cidr_blocks = ["0.0.0.0/0"]')), "0.0.0.0/0"),
        (f'locals {{\n  gw = ["{_NET}"]\n}}\n' + group(https("cidr_blocks = local.gw")), _NET),
        (
            group(https(_OWN))
            + rule(
                "aws_security_group_rule",
                'type = "ingress"\n'
                + https('cidr_blocks = ["192.0.2.1/32"]')
                + "\nsecurity_group_id = aws_security_group.pagoefectivo.id",
                "more",
            ),
            f"192.0.2.1, {_NET}",
        ),
        (
            rule(
                "aws_vpc_security_group_ingress_rule",
                f'ip_protocol = "tcp"\nfrom_port = 443\nto_port = 443\ncidr_ipv4 = "{_NET}"',
            ),
            _NET,
        ),
        (rule("aws_wafv2_ip_set", f'ip_address_version = "IPV4"\naddresses = ["{_NET}"]'), _NET),
        (
            rule(
                "azurerm_network_security_rule",
                'access = "Allow"\ndirection = "Inbound"\nprotocol = "Tcp"\npriority = 100\n'
                f'destination_port_range = "443"\nsource_address_prefix = "{_NET}"',
            ),
            _NET,
        ),
        (
            rule("google_compute_firewall", f'source_ranges = ["{_NET}"]\nallow {{\nports = ["443"]\n}}'),
            _NET,
        ),
    ],
)
def test_terraform_admits_the_sources_of_the_callbacks_port(text: str, shown: str) -> None:
    (access,) = lists(text)
    assert (access.doubt, access.certain, access.admitted.shown()) == ("", True, shown)


@pytest.mark.parametrize(
    "text",
    [
        group(https(_OWN), name="shop"),
        group('protocol = "tcp"\nfrom_port = 22\nto_port = 22\n' + _OWN),
        group(https('cidr_blocks = ["0.0.0.0/0"]'), name="webhook"),
        group(https("security_groups = [aws_security_group.lb.id]")),
        rule("aws_security_group_rule", 'type = "egress"\n' + https(_OWN)),
        rule("aws_wafv2_ip_set", f'name = "pagoefectivo-blocked"\naddresses = ["{_NET}"]'),
        rule("azurerm_network_security_rule", 'access = "Deny"\nsource_address_prefix = "*"\nprotocol = "*"'),
        'variable "pagoefectivo" {\n  default = ["10.0.0.0/8"]\n}\n',
    ],
    ids=[
        "the shop",
        "ssh",
        "some webhook that is open",
        "from another group",
        "outbound",
        "a set of those refused",
        "a denial",
        "a variable",
    ],
)
def test_terraform_that_restricts_no_callers_has_no_list(text: str) -> None:
    assert lists(text) == []


_DYNAMIC = 'dynamic "ingress" {\n for_each = var.a\n content {\n' + https("cidr_blocks = [ingress.value]") + "\n }\n}\n"


@pytest.mark.parametrize(
    "text",
    [
        group(https("cidr_blocks = var.gateway")),
        group(https('cidr_blocks = ["${var.gateway}"]')),
        group(https('cidr_blocks = concat(var.gateway, ["192.0.2.1/32"])')),
        group(https('prefix_list_ids = ["pl-12345"]')),
        group().replace("}", _DYNAMIC + "}"),
    ],
    ids=["a variable", "interpolated", "a call", "a prefix list", "a dynamic block"],
)
def test_what_terraform_computes_leaves_the_list_in_doubt(text: str) -> None:
    (access,) = lists(text)
    assert "variable" in access.doubt
    assert all(rule.computed or rule.addresses is not None for rule in access.rules)


def test_azure_decides_by_priority() -> None:
    def one(name: str, access: str, priority: int, source: str) -> str:
        return (
            f'  security_rule {{\n name = "{name}"\n access = "{access}"\n direction = "Inbound"\n protocol = "*"\n'
            f' priority = {priority}\n destination_port_range = "*"\n source_address_prefix = "{source}"\n  }}\n'
        )

    rules = one("b", "Allow", 200, _NET) + one("a", "Deny", 100, "198.51.100.0/25") + one("c", "Deny", 300, "*")
    (access,) = lists(f'resource "azurerm_network_security_group" "pagoefectivo" {{\n{rules}}}\n')
    assert access.admitted.shown() == "198.51.100.128/25"


def test_a_plan_is_read_as_its_source() -> None:
    ingress = [{"protocol": "tcp", "from_port": 443, "to_port": 443, "cidr_blocks": [_NET]}]
    values = {"name": "pagoefectivo", "ingress": ingress}
    resource = {"type": "aws_security_group", "name": "hook", "values": values}
    modules = {"child_modules": [{"resources": [resource]}]}
    (access,) = lists(json.dumps({"planned_values": {"root_module": modules}}, indent=1), "plan.json")
    assert (access.certain, access.admitted.shown()) == (True, _NET)


def test_cloudformation_is_read_as_terraform_is() -> None:
    text = f"""Resources:
  PagoEfectivoGroup:
    Type: AWS::EC2::SecurityGroup
    Properties:
      SecurityGroupIngress:
        - {{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: {_NET}}}
  More:
    Type: AWS::EC2::SecurityGroupIngress
    Properties: {{GroupId: !Ref PagoEfectivoGroup, IpProtocol: "-1", CidrIpv6: "2001:db8::/48"}}
"""
    (access,) = lists(text, "template.yaml")
    assert (access.doubt, access.admitted.shown()) == ("", f"{_NET}, 2001:db8::/48")
    (access,) = lists(text.replace(_NET, "!Ref Office"), "template.yaml")
    assert access.doubt


_POLICY = """kind: NetworkPolicy
metadata: {{name: {name}}}
spec:
  ingress:
    - from:
        - ipBlock: {{cidr: 198.51.100.0/24, except: [198.51.100.0/25, 198.51.100.128/26]}}
        - podSelector: {{}}
"""
_INGRESS = """kind: Ingress
metadata:
  name: shop
  annotations: {{{annotation}: "198.51.100.0/24, 192.0.2.1"}}
spec:
  rules:
    - http: {{paths: [{{path: {path}}}]}}
"""
_ISTIO = """kind: AuthorizationPolicy
metadata: {name: pagoefectivo}
spec:
  action: ALLOW
  rules:
    - from:
        - source: {remoteIpBlocks: [198.51.100.0/24], notRemoteIpBlocks: [198.51.100.0/25]}
"""
_MIDDLEWARE = "kind: Middleware\nmetadata: {name: pagoefectivo}\nspec: {ipAllowList: {sourceRange: [198.51.100.0/24]}}"
_LABEL = "services: {a: {labels: "
_BOTH = f"192.0.2.1, {_NET}"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (_POLICY.format(name="pagoefectivo"), "198.51.100.192/26"),
        (_INGRESS.format(annotation="nginx.ingress.kubernetes.io/whitelist-source-range", path="/pagoefectivo"), _BOTH),
        (_INGRESS.format(annotation="haproxy.org/allowlist-source-range", path="/pagoefectivo"), _BOTH),
        (_MIDDLEWARE, _NET),
        ("http: {middlewares: {pagoefectivo: {ipWhiteList: {sourceRange: [198.51.100.0/24]}}}}", _NET),
        (_LABEL + "[traefik.http.middlewares.pagoefectivo.ipallowlist.sourcerange=192.0.2.0/24]}}", "192.0.2.0/24"),
        (_LABEL + "{traefik.http.middlewares.pagoefectivo.ipwhitelist.sourcerange: 192.0.2.0/24}}}", "192.0.2.0/24"),
        (_ISTIO, "198.51.100.128/25"),
        ("kind: Service\nmetadata: {name: a}\n---\n" + _POLICY.format(name="pagoefectivo"), "198.51.100.192/26"),
    ],
    ids=[
        "policy",
        "ingress",
        "ingress of haproxy",
        "traefik",
        "traefik's file",
        "label",
        "labels",
        "istio",
        "second document",
    ],
)
def test_kubernetes_admits_its_blocks_of_addresses(text: str, shown: str) -> None:
    (access,) = lists(text, "app.yaml")
    assert (access.doubt, access.certain, access.admitted.shown()) == ("", True, shown)


@pytest.mark.parametrize(
    "text",
    [
        _POLICY.format(name="shop"),
        _INGRESS.format(annotation="nginx.ingress.kubernetes.io/whitelist-source-range", path="/admin"),
        "kind: ConfigMap\nmetadata: {name: pagoefectivo}\ndata: {cidr: 10.0.0.0/8}",
    ],
    ids=["another policy", "another path", "no list"],
)
def test_kubernetes_that_guards_no_callback_has_no_list(text: str) -> None:
    assert lists(text, "app.yaml") == []
