"""Which name promises which format."""

from __future__ import annotations

import pytest

from pe_audit.formats import format_of

_NAMES = {
    "dotenv": ".env a/.env.production .ENV.example .env_old .envrc app.env env.example .env.bak"
    " .env.prod.local prod.env env.production env.live .env-live .dev.vars .envs/.production/.django env.prod",
    "yaml": "a.yml docker-compose.yaml x.yml.dist .env.yaml nginx/values.yaml"
    " user-data cloud.cfg etc/cloud/cloud.cfg.d/99-pe.cfg group_vars/all host_vars/shop/vault my-stack.template",
    "json": "package.json tsconfig.jsonc a.json5 terraform.tfstate terraform.tfstate.backup .env.json",
    "ini": "php.ini php.ini-production my.cnf setup.cfg .npmrc conf.d/90-x.ini",
    "properties": "application-prod.properties gradle.properties",
    "xml": "Web.config web.Release.config app.config strings.xml Info.plist a.csproj phpunit.xml.dist",
    "nginx": "nginx.conf nginx/nginx.conf.template nginx.dev.conf x.nginx",
    "apache": ".htaccess a/.htaccess httpd.conf apache2/apache2.conf htaccess.txt",
    "haproxy": "haproxy.cfg haproxy/conf.d/web.cfg haproxy.conf haproxy-prod.cfg",
    "caddy": "Caddyfile caddy/Caddyfile.prod shop.caddyfile sites/shop.caddy",
    "conf": "x.conf sites-enabled/default conf.d/x nginx/default snippets/b nginx/a/b.inc .aws/config",
    None: ".env.php .env/lib/x.py .env.d/x.sql Caddyfile.md sites-available/a.md .config a.txt env env.ts",
}


@pytest.mark.parametrize(("name", "format"), [(name, kind) for kind, names in _NAMES.items() for name in names.split()])
def test_a_name_promises(name: str, format: str | None) -> None:
    assert format_of(name) == format
