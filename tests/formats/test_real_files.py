"""Files as projects have them, of every kind that an auditor meets: what is read of them, and where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from pe_audit.evidence.circumstances import Circumstances
from pe_audit.evidence.text import File
from pe_audit.formats import settings_file

_REAL = Path(__file__).parent / "real"
_URL = "https://live.example"
_WANTED: dict[str, dict[str, str]] = {
    "template.yaml": {
        "Conditions.IsProd.0": "!Ref Stage",
        "Resources.Webhook.Properties.Environment.Variables.PE_URL.1": _URL,
        "Resources.Webhook.Properties.Environment.Variables.PE_KEY": (
            "!Sub {{resolve:secretsmanager:${Stage}/pe:SecretString:key}}"
        ),
        "Resources.Webhook.Properties.Environment.Variables.TABLE": "!GetAtt Payments.Arn",
        "Resources.Web.Properties.SecurityGroupIngress.0.CidrIp": "0.0.0.0/0",
        "Resources.Web.Properties.SecurityGroupIngress.1.CidrIp.1.1": "32",
    },
    ".github/workflows/ci.yml": {
        "on.push.branches.0": "main",
        "env.PE_URL": _URL,
        "jobs.deploy.environment": "production",
        "jobs.deploy.steps.1.env.PE_KEY": "${{ secrets.PE_KEY }}",
        "jobs.deploy.steps.1.run": "export PE_MODE=live\n./deploy.sh\n",
    },
    ".gitlab-ci.yml": {
        "variables.PE_URL": _URL,
        "deploy.image": "php:8.3",
        "deploy.before_script.0.0": ".setup",
        "deploy.environment.name": "production",
        "deploy.script.0": f'curl -k "{_URL}"',
    },
    "group_vars/all": {
        "pe_url": _URL,
        "pe_secret": "!vault $ANSIBLE_VAULT;1.1;AES256\n62313365396662343061393464336163\n3838\n",
        "pe_user": "!unsafe a{{b",
        "pe_key": "{{ vault_pe_key }}",
        "hosts.0.port": "443",
    },
    "user-data": {
        "ntp.enabled": "true",
        "write_files.0.content": f"PE_URL={_URL}\n",
        "runcmd.0.2": "echo hi",
    },
    "k8s.yaml": {
        "stringData.key": "abc",
        "spec.template.spec.containers.0.env.PE_URL": _URL,
        "spec.template.spec.containers.0.env.1.valueFrom.secretKeyRef.key": "key",
        "data.app.properties": f"pe.url={_URL}\n",
    },
    "values-prod.yaml": {
        "ingress.annotations.nginx.ingress.kubernetes.io/whitelist-source-range": "10.0.0.0/8,192.0.2.0/24",
        "pe.url": _URL,
        "extraEnv.PE_MODE": "live",
    },
    "docker-compose.yml": {
        "services.web.restart": "always",
        "services.web.environment.PE_MODE": "live",
        "services.web.environment.PE_URL": "${PE_URL:-https://live.example}",
        "services.web.build.args.PE_VERSION": "v1",
        "services.worker.environment.PE_URL": _URL,
        "services.worker.environment.1": "PE_KEY",
    },
    "database.yml": {
        "production.adapter": "postgresql",
        "production.pool": '<%= ENV.fetch("RAILS_MAX_THREADS") { 5 } %>',
        "production.password": '<%= ENV["SHOP_DATABASE_PASSWORD"] %>',
        "production.sslmode": "disable",
    },
    "Info.plist": {
        "PE_URL": _URL,
        "NSAppTransportSecurity.NSAllowsArbitraryLoads": "true",
        "NSAppTransportSecurity.NSExceptionDomains.shop.example.NSExceptionMinimumTLSVersion": "TLSv1.0",
        "Hosts.1.k": "1",
    },
    "AndroidManifest.xml": {
        "package": "pe.shop",
        "application.usesCleartextTraffic": "true",
        "application.meta-data.pe.KEY": "abc",
        "application.activity..Pay.intent-filter.data.host": "shop.example",
    },
    "pom.xml": {
        "properties.pe.url": _URL,
        "profiles.profile.properties.pe.key": "abc",
        "build.plugins.plugin.configuration.url": "${pe.url}",
    },
    "settings.xml": {"servers.server.username": "ci", "servers.server.password": "{made0up1}"},
    "appsettings.Production.json": {
        "PagoEfectivo.BaseUrl": _URL,
        "PagoEfectivo.Hosts.1": "b",
        "ConnectionStrings.Shop": "Server=db;Password=a",
    },
    "plan.json": {
        "resource_changes.0.change.after.ingress.0.cidr_blocks.0": "0.0.0.0/0",
        "resource_changes.0.change.after.ingress.0.description": "null",
    },
}


@pytest.mark.parametrize("name", _WANTED)
def test_a_real_file_is_read_exactly(name: str) -> None:
    data = (_REAL / name).read_bytes()
    evidence = settings_file(File(name, data, Circumstances(())))
    assert evidence is not None
    seen = {setting.key: setting.value for setting in evidence.settings}
    assert {key: seen.get(key) for key in _WANTED[name]} == _WANTED[name]
    assert all(setting.key for setting in evidence.settings)
    lines = data.decode().splitlines()
    for setting in evidence.settings:
        written = lines[setting.line - 1][setting.column - 1 :][: setting.length]
        assert written == setting.value.split("\n")[0] or setting.value.startswith("!") or "\\" in written


def test_every_real_file_is_held_to_something() -> None:
    files = {path.relative_to(_REAL).as_posix() for path in _REAL.rglob("*") if path.is_file()}
    assert files == set(_WANTED)
