"""Credentials that are known by their form alone, whatever they are called: data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Provider:
    """`worth`: points the form alone gives; `sign`: what every such value contains; `form`: the whole of it."""

    name: str
    worth: int
    sign: str
    form: str


# Payment first, then the services a shop's code talks to. Test-mode keys are worth less than live ones.
PROVIDERS = (
    Provider("Culqi or Stripe secret key", 95, "k_live_", r"(?:sk|rk)_live_[A-Za-z0-9]{16,250}"),
    Provider("Culqi or Stripe test secret key", 70, "k_test_", r"(?:sk|rk)_test_[A-Za-z0-9]{16,250}"),
    Provider("Stripe webhook secret", 85, "whsec_", r"whsec_[A-Za-z0-9+/=]{24,100}"),
    Provider("Mercado Pago access token", 95, "APP_USR-", r"APP_USR-\d{10,20}-\d{6}-[0-9a-f]{32}-\d{5,12}"),
    Provider("Mercado Pago test access token", 70, "TEST-", r"TEST-\d{10,20}-\d{6}-[0-9a-f]{32}-\d{5,12}"),
    Provider("Izipay password", 90, "prodpassword_", r"prodpassword_[A-Za-z0-9]{30,60}"),
    Provider("Izipay test password", 70, "testpassword_", r"testpassword_[A-Za-z0-9]{30,60}"),
    Provider("Openpay private key", 80, "sk_", r"sk_[0-9a-f]{32}"),
    Provider("Rapyd secret key", 85, "rsk_", r"rsk_(?:live_|test_)?[0-9a-f]{40,100}"),
    Provider("Square secret", 90, "sq0csp-", r"sq0csp-[\w\-]{43}"),
    Provider("Square access token", 90, "EAAA", r"EAAA[\w\-]{60}"),
    Provider("PayPal or Braintree access token", 90, "access_token$",
             r"access_token\$(?:production|sandbox)\$[0-9a-z]{16}\$[0-9a-f]{32}"),
    Provider("Shopify token", 90, "shp", r"shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}"),
    Provider("AWS access key", 75, "A", r"(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}"),
    Provider("Google API key", 60, "AIza", r"AIza[\w\-]{35}"),
    Provider("Google OAuth secret", 90, "GOCSPX-", r"GOCSPX-[\w\-]{28}"),
    Provider("GitHub token", 90, "gh", r"gh[pousr]_[A-Za-z0-9]{36,255}"),
    Provider("GitHub token", 90, "github_pat_", r"github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}"),
    Provider("GitLab token", 90, "gl", r"gl(?:pat|dt|rt|ptt|cbt)-[\w\-]{20,60}"),
    Provider("Slack token", 90, "xox", r"xox[abeoprs]-[A-Za-z0-9\-]{20,120}"),
    Provider("Slack webhook", 80, "hooks.slack.com",
             r"hooks\.slack\.com/services/T[A-Z0-9]{8,12}/B[A-Z0-9]{8,12}/[A-Za-z0-9]{20,26}"),
    Provider("Discord webhook", 80, "/api/webhooks/", r"discord(?:app)?\.com/api/webhooks/\d{17,20}/[\w\-]{60,70}"),
    Provider("Telegram bot token", 85, ":AA", r"\d{8,10}:AA[\w\-]{33}"),
    Provider("SendGrid key", 90, "SG.", r"SG\.[\w\-]{20,24}\.[\w\-]{39,50}"),
    Provider("Mailgun key", 85, "key-", r"key-[0-9a-f]{32}"),
    Provider("Mailchimp key", 85, "-us", r"[0-9a-f]{32}-us\d{1,2}"),
    Provider("Brevo key", 90, "xkeysib-", r"xkeysib-[0-9a-f]{64}-[A-Za-z0-9]{16}"),
    Provider("Twilio key", 75, "SK", r"SK[0-9a-f]{32}"),
    Provider("npm token", 90, "npm_", r"npm_[A-Za-z0-9]{36}"),
    Provider("PyPI token", 90, "pypi-", r"pypi-AgEIcHlwaS5vcmc[\w\-]{50,200}"),
    Provider("OpenAI key", 90, "T3BlbkFJ", r"sk-(?:proj-|svcacct-|admin-)?[\w\-]{20,120}T3BlbkFJ[\w\-]{20,120}"),
    Provider("Anthropic key", 90, "sk-ant-", r"sk-ant-[a-z0-9]{3,8}-[\w\-]{80,120}"),
    Provider("DigitalOcean token", 90, "_v1_", r"do[opr]_v1_[0-9a-f]{64}"),
    Provider("Azure storage key", 85, "AccountKey=", r"AccountKey=[A-Za-z0-9+/]{86}=="),
    Provider("Hugging Face token", 90, "hf_", r"hf_[A-Za-z]{34}"),
    Provider("Facebook token", 80, "EAAC", r"EAAC[A-Za-z0-9]{80,250}"),
    Provider("Vault token", 90, "hvs.", r"hvs\.[\w\-]{90,120}"),
    Provider("Linear key", 85, "lin_api_", r"lin_api_[A-Za-z0-9]{40}"),
    Provider("Postman key", 85, "PMAK-", r"PMAK-[0-9a-f]{24}-[0-9a-f]{34}"),
    Provider("NATS seed", 80, "S", r"S[UAOCXN][A-Z2-7]{56}"),
    Provider("JSON web token", 50, "eyJ",
             r"eyJ[A-Za-z0-9_\-]{14,1000}\.eyJ[A-Za-z0-9_\-]{20,2000}\.[A-Za-z0-9_\-]{20,700}"),
)  # fmt: skip


@lru_cache(maxsize=1)
def forms() -> tuple[tuple[Provider, re.Pattern[str]], ...]:
    """Every provider with its form compiled, not part of a longer word."""
    return tuple(
        (provider, re.compile(rf"(?<![A-Za-z0-9_\-])(?:{provider.form})(?![A-Za-z0-9_\-])")) for provider in PROVIDERS
    )
