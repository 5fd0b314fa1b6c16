"""Where a file takes effect, from its path and its content."""

from __future__ import annotations

import pytest

from pe_audit.evidence.circumstances import Circumstances, Declarations
from pe_audit.evidence.environment import Environment, deployment_of, judge
from pe_audit.evidence.text import File


@pytest.mark.parametrize(
    ("uri", "expected"),
    [
        (".env.production", "live"),
        ("config/environments/production.rb", "live"),
        ("deploy/values-prod.yaml", "live"),
        ("k8s/overlays/production/settings.yaml", "live"),
        ("src/environments/environment.prod.ts", "live"),
        ("Shop.Web/Web.Release.config", "live"),
        ("Shop.Web/Web.config", "live"),
        ("Shop.Web/appsettings.json", "live"),
        ("Shop.Web/appsettings.Production.json", "live"),
        ("src/main/resources/application.properties", "live"),
        ("src/main/resources/application-prod.yml", "live"),
        ("config/produccion.ini", "live"),
        ("config.live.php", "live"),
        (".env.live", "live"),
        ("infra/environments/live/main.tf", "live"),
        ("infra/live/staging/main.tf", "sandbox"),
        ("infra/environments/prod/main.tf", "live"),
        ("infra/prod.tfvars", "live"),
        ("terraform.tfstate.d/prod/terraform.tfstate", "live"),
        ("docker-compose.prod.yml", "live"),
        ("config/productivo.ini", "live"),
        ("config/producción.yml", "live"),
        ("src/main/resources/bootstrap.yml", "live"),
        ("ios/Config/Release.xcconfig", "live"),
        ("app/src/release/AndroidManifest.xml", "live"),
        ("app/src/release/res/values/keys.xml", "live"),
        ("app/src/debug/AndroidManifest.xml", "development"),
        ("ios/Config/Debug.xcconfig", "development"),
        ("docker-compose.override.yml", "development"),
        ("compose.override.yaml", "development"),
        (".env.staging", "sandbox"),
        ("appsettings.Staging.json", "sandbox"),
        ("config/sandbox.yaml", "sandbox"),
        ("config/pruebas/pagos.json", "sandbox"),
        (".env.local", "development"),
        ("docker-compose.dev.yml", "development"),
        ("Shop.Web/Web.Debug.config", "development"),
        ("config/development.js", "development"),
        (".env.example", "example"),
        ("env.sample", "example"),
        ("apis/balancer.examples.json", "example"),
        ("reg-tests/ssl/shop.cfg", "test"),
        ("integration_test/app.yml", "test"),
        ("ab-test/app.yml", "unknown"),
        (".env.production.example", "example"),
        ("config/app.yml.dist", "example"),
        ("config.template.json", "example"),
        ("wp-config-sample.php", "example"),
        ("README.md", "example"),
        ("docs/webhooks.php", "example"),
        ("examples/checkout/.env", "example"),
        ("tests/fixtures/.env.production", "test"),
        ("src/test/java/pe/shop/CipServiceTest.java", "test"),
        ("Shop.Payments.Tests/CipTests.cs", "test"),
        ("lib/webhook.spec.ts", "test"),
        ("shop/test_webhook.py", "test"),
        ("shop/webhook_test.go", "test"),
        (".env.test", "test"),
        ("src/CipTest.php", "test"),
        ("includes/DevelopmentSettings.php", "development"),
        ("src/ProductionConfig.cs", "live"),
        ("phpunit.xml", "test"),
        ("shop/testutils/settings.py", "test"),
        ("src/main/java/com/example/shop/Pay.java", "unknown"),
        ("src/debug/index.ts", "unknown"),
        (".github/workflows/release.yml", "unknown"),
        ("src/live-chat.js", "unknown"),
        ("lib/live/page.json", "unknown"),
        ("public/live.js", "unknown"),
        (".env", "unknown"),
        ("app/Http/Controllers/PaymentController.php", "unknown"),
        ("src/latest.py", "unknown"),
        ("resources/views/email-template.php", "unknown"),
        ("src/contest.js", "unknown"),
        ("dist/app.js", "unknown"),
        ("src/Attestation.java", "unknown"),
    ],
)
def test_the_path_tells_where_a_file_takes_effect(uri: str, expected: str) -> None:
    assert judge(uri).environment is Environment(expected)


@pytest.mark.parametrize(
    ("uri", "content", "expected"),
    [
        (".env", "APP_NAME=Bodega\nAPP_ENV=production\n", "live"),
        (".env", "APP_ENV=local\nAPP_DEBUG=true\n", "development"),
        (".env", 'export NODE_ENV="production"\n', "live"),
        ("docker-compose.yml", "    environment:\n      - NODE_ENV=production\n", "live"),
        ("docker-compose.yml", "    environment:\n      NODE_ENV: production\n", "live"),
        ("Dockerfile", "ENV NODE_ENV production\n", "live"),
        ("launchSettings.json", '      "ASPNETCORE_ENVIRONMENT": "Development"\n', "development"),
        ("application.properties", "spring.profiles.active=dev\n", "development"),
        ("docker-compose.yml", "NODE_ENV: production\nAPP_ENV: local\n", "unknown"),
        ("main.tf", 'terraform { cloud { workspaces { name = "shop-prod" } } }', "live"),
        (".env", "PAGOEFECTIVO_ENVIRONMENT=sandbox\n", "unknown"),
        ("server.js", "NODE_ENV = 'production'\n", "unknown"),
        (".env.local", "APP_ENV=production\n", "development"),
    ],
)
def test_content_decides_where_the_path_of_a_configuration_file_is_silent(
    uri: str, content: str, expected: str
) -> None:
    assert judge(uri, content.encode()).environment is Environment(expected)


def test_what_the_merchant_declares_wins_over_names() -> None:
    told = Circumstances(
        declared=Declarations(environments={"production": ("/.env", "conf/*.test.ini"), "development": ("/lab/**",)})
    )
    judged = {
        uri: deployment_of(File(uri, b"APP_ENV=local\n", told)).environment.value
        for uri in (".env", "conf/pe.test.ini", "lab/.env.production", "shop/.env")
    }
    assert judged == {
        ".env": "live",
        "conf/pe.test.ini": "live",
        "lab/.env.production": "development",
        "shop/.env": "development",
    }
    assert deployment_of(File(".env", b"", told)).reason == "pe-audit.yaml declares it production"


def test_the_reason_names_what_was_seen() -> None:
    assert judge("deploy/.env.production").reason == "its name is .env.production"
    assert judge("k8s/prod/shop.yaml").reason == "it lies in prod/"
    assert judge(".env", b"APP_ENV=production\n").reason == "it declares the environment production"


def test_a_file_is_judged_once() -> None:
    file = File(".env", b"APP_ENV=production\n", Circumstances())
    assert deployment_of(file) is deployment_of(file)


def test_only_live_and_unknown_files_may_be_live() -> None:
    assert judge(".env").may_be_live
    assert judge(".env.production").may_be_live
    assert not judge(".env.example").may_be_live
    assert not judge(".env.staging").may_be_live
