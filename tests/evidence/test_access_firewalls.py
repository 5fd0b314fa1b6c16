"""A host's firewall: what its chains decide about a port, address by address."""

from __future__ import annotations

from ipaddress import ip_network
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pe_audit.audit import circumstances_of
from pe_audit.evidence.access import AccessList, access_lists
from pe_audit.evidence.circumstances import Callback, Declarations, Entry
from pe_audit.evidence.project import Project
from pe_audit.evidence.text import File
from pe_audit.formats import settings_file
from pe_audit.options import Config, Options

_HEAD = "*filter\n:INPUT {policy} [0:0]\n:PAGOEFECTIVO - [0:0]\n"
_NET = "198.51.100.0/24"


def lists(text: str, uri: str = "rules.v4", *urls: str) -> list[AccessList]:
    declared = Declarations(callbacks=tuple(Callback(Entry(url, 1)) for url in urls))
    circumstances = circumstances_of(Options(paths=(), root=Path(), config=Config(declared=declared)))
    file = settings_file(File(uri, text.encode(), circumstances))
    assert file is not None
    return list(access_lists(Project(".", frozenset({uri}), (), (file,), circumstances)))


def saved(*rules: str, policy: str = "DROP") -> str:
    return _HEAD.format(policy=policy) + "".join(f"-A {rule}\n" for rule in rules) + "COMMIT\n"


def ruleset(*rules: str, policy: str = "drop") -> str:
    head = f"table inet filter {{ chain pagoefectivo {{ ip saddr {_NET} accept }}\nchain input {{\n"
    return head + f"type filter hook input priority 0; policy {policy};\n" + "\n".join(rules) + "\n}\n}\n"


def admitted(text: str, uri: str = "rules.v4") -> str:
    (access,) = lists(text, uri)
    assert not access.doubt
    return access.admitted.shown()


_OURS = "-m comment --comment pagoefectivo -j ACCEPT"


@pytest.mark.parametrize(
    ("rules", "shown"),
    [
        ([f"INPUT -s {_NET} -p tcp --dport 443 {_OURS}"], _NET),
        ([f"INPUT -s {_NET} -p tcp -m multiport --dports 80,443 {_OURS}"], _NET),
        ([f"INPUT -s {_NET} -p tcp --dport 400:500 {_OURS}"], _NET),
        ([f"INPUT -s {_NET} {_OURS}"], _NET),
        ([f"INPUT -s {_NET} -p tcp ! --dport 22 {_OURS}"], _NET),
        (["INPUT -i lo -j ACCEPT", f"INPUT -s {_NET} {_OURS}"], _NET),
        (["INPUT -m state --state ESTABLISHED,RELATED -j ACCEPT", f"INPUT -s {_NET} {_OURS}"], _NET),
        (["INPUT -p udp -j ACCEPT", "INPUT -p tcp --dport 22 -j ACCEPT", f"INPUT -s {_NET} {_OURS}"], _NET),
        (["INPUT -p tcp --dport 443 -j PAGOEFECTIVO", f"PAGOEFECTIVO -s {_NET} -j ACCEPT"], _NET),
        (
            ["INPUT -j PAGOEFECTIVO", "PAGOEFECTIVO -s 198.51.100.0/25 -j RETURN", f"PAGOEFECTIVO -s {_NET} -j ACCEPT"],
            "198.51.100.128/25",
        ),
        (["INPUT -s 198.51.100.0/25 -j DROP", f"INPUT -s {_NET} {_OURS}"], "198.51.100.128/25"),
        ([f"INPUT -s {_NET} -p tcp --dport 443 -j LOG", f"INPUT -s {_NET} {_OURS}"], _NET),
        ([f"INPUT -m iprange --src-range 198.51.100.0-198.51.100.7 {_OURS}"], "198.51.100.0/29"),
        (["INPUT -p tcp --syn -m limit --limit 9/s -j DROP", f"INPUT -s {_NET} {_OURS}"], _NET),
        ([f"INPUT -i eth0 -s {_NET},192.0.2.1 {_OURS}"], f"192.0.2.1, {_NET}"),
    ],
)
def test_iptables_decides_about_a_new_connection_to_443(rules: list[str], shown: str) -> None:
    assert admitted(saved(*rules)) == shown


@pytest.mark.parametrize(
    ("rules", "shown"),
    [
        ([f'tcp dport 443 ip saddr {_NET} accept comment "pagoefectivo"'], _NET),
        (["tcp dport { 80, 443 } jump pagoefectivo"], _NET),
        (["tcp dport https jump pagoefectivo"], _NET),
        (["tcp dport 400-500 ct state new jump pagoefectivo"], _NET),
        (['iifname "lo" accept', "ct state established,related accept", "jump pagoefectivo"], _NET),
        (["meta l4proto { icmp, ipv6-icmp } accept", "udp dport 443 accept", "jump pagoefectivo"], _NET),
        (["ip saddr 198.51.100.0/25 drop", "jump pagoefectivo"], "198.51.100.128/25"),
        (["ip saddr != 198.51.100.0/25 drop", "jump pagoefectivo"], "198.51.100.0/25"),
        (["jump pagoefectivo", "ip6 saddr 2001:db8::/32 tcp dport 443 accept"], f"{_NET}, 2001:db8::/32"),
        (["tcp dport 443 limit rate over 9/second drop", "jump pagoefectivo"], _NET),
        (["tcp dport 443 counter packets 0 bytes 0 jump pagoefectivo"], _NET),
    ],
)
def test_nftables_decides_about_a_new_connection_to_443(rules: list[str], shown: str) -> None:
    assert admitted(ruleset(*rules), "nftables.conf") == shown


@pytest.mark.parametrize(
    "rules",
    [
        ["INPUT -p tcp --dport 443 -j ACCEPT"],
        ["INPUT -s 192.0.2.1 -j DROP", "INPUT -p tcp --dport 443 -j ACCEPT"],
        [f"INPUT -s {_NET} -p tcp --dport 22 {_OURS}"],
        [f"INPUT -s {_NET} -p tcp --dport 443 -j ACCEPT"],
        [],
    ],
    ids=["a shop", "a shop with a blocked address", "another port", "nobody says whose", "nothing"],
)
def test_what_is_open_or_not_the_callbacks_is_no_list(rules: list[str]) -> None:
    assert lists(saved(*rules)) == []


def test_a_restricted_port_may_be_the_callbacks_where_one_is_declared() -> None:
    text = saved(f"INPUT -s {_NET} -p tcp --dport 8443 -j ACCEPT")
    (access,) = lists(text, "rules.v4", "https://shop.example.pe:8443/in")
    assert (access.certain, access.port) == (False, 8443)
    assert lists(text, "rules.v4", "https://shop.example.pe/in") == []


@pytest.mark.parametrize(
    "rules",
    [
        [f"INPUT -m set --match-set gateway src {_OURS}"],
        [f"INPUT -m geoip --src-cc PE {_OURS}"],
        [f"INPUT -s gateway.example {_OURS}"],
    ],
)
def test_callers_that_are_not_in_the_file_leave_the_list_in_doubt(rules: list[str]) -> None:
    (access,) = lists(saved(*rules))
    assert access.doubt


def test_an_inserted_rule_leaves_the_order_in_doubt() -> None:
    (access,) = lists(saved(f"INPUT -s {_NET} {_OURS}").replace("COMMIT", "-I INPUT -s 192.0.2.1 -j DROP\nCOMMIT"))
    assert "inserted" in access.doubt


def test_the_file_of_ipv6_decides_about_ipv6_only() -> None:
    (access,) = lists(saved(f"INPUT -s 2001:db8::/32 {_OURS}"), "rules.v6")
    assert (access.scope.v4, access.admitted.shown()) == ((), "2001:db8::/32")


def test_ufw_has_a_chain_of_its_own() -> None:
    rule = f"-A ufw-user-input -p tcp --dport 443 -s {_NET} -m comment --comment pagoefectivo -j ACCEPT"
    assert admitted(f"*filter\n:ufw-user-input - [0:0]\n{rule}\nCOMMIT\n", "user.rules") == _NET


def test_chains_that_call_each_other_end() -> None:
    lists(saved("INPUT -j PAGOEFECTIVO", "PAGOEFECTIVO -j INPUT", f"PAGOEFECTIVO -s {_NET} -j ACCEPT"))


_NETWORKS = st.builds(
    lambda length, host: str(ip_network((int(ip_network(_NET)[0]) + host, length), strict=False)),
    st.integers(24, 32),
    st.integers(0, 255),
)
_RULES = st.lists(
    st.tuples(
        st.sampled_from(("INPUT", "A", "B")),
        st.booleans(),
        _NETWORKS,
        st.sampled_from(["ACCEPT", "DROP", "RETURN", "A", "B"]),
    ),
    max_size=8,
)


@given(_RULES)
def test_chains_decide_as_the_kernel_does(rules: list[tuple[str, bool, str, str]]) -> None:
    """No chain calls an earlier one here, as the kernel refuses loops."""
    rank = {"INPUT": 0, "A": 1, "B": 2}
    rules = [rule for rule in rules if rank.get(rule[3], 3) > rank[rule[0]]]

    def run(chain: str, address: int) -> str:
        for name, negated, network, target in rules:
            inside = int(ip_network(network)[0]) <= address <= int(ip_network(network)[-1])
            if name != chain or inside == negated:
                continue
            verdict = run(target, address) if target in rank else target
            if verdict != "RETURN" or target == "RETURN":
                return verdict
        return "RETURN"

    text = ["INPUT -s 203.0.113.1 " + _OURS]
    text += [f"{chain} {'! ' if negated else ''}-s {network} -j {to}" for chain, negated, network, to in rules]
    found = lists(saved(*text))
    wanted = {int(one) for one in ip_network(_NET) if run("INPUT", int(one)) == "ACCEPT"}
    for access in found:
        inside = {one for one in map(int, ip_network(_NET)) if any(a <= one <= b for a, b in access.admitted.v4)}
        assert inside == wanted
