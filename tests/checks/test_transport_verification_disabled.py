"""Switches in the shapes that merchants write; options of libraries, tokens and databases that only look alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from pe_audit import catalog
from pe_audit.audit import audit
from pe_audit.model import Audit, Precision
from pe_audit.options import Config, Options

RULE = catalog.find("transport-verification-disabled")


def audited(tmp_path: Path, name: str, code: str) -> Audit:
    file = tmp_path / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(code, encoding="utf-8")
    return audit(Options(paths=(tmp_path,), root=tmp_path, config=Config(), only=(RULE,), jobs=1))


REPORTED = {
    "kotlin: a host name verifier written out": (
        "A.kt",
        "val v = object : HostnameVerifier {\n override fun verify(h: String, s: SSLSession) = true\n}\n",
    ),
    "kotlin: a lambda for a constructor": ("A.kt", "val v = HostnameVerifier { _, _ -> true }\n"),
    "swift: trusted without a look, inside a guard": (
        "A.swift",
        """func urlSession(c: C, done: D) { guard let t = c.protectionSpace.serverTrust else { return }
        done(.useCredential, URLCredential(trust: t)) }""",
    ),
    "swift: AFNetworking's policy": ("A.swift", "manager.securityPolicy.validatesDomainName = false\n"),
    "objective-c: in a message": ("A.m", "[policy setAllowInvalidCertificates:YES];\n"),
    "visual basic: a lambda": ("A.vb", "P.ServerCertificateValidationCallback = Function(a, b, c, d) True\n"),
    "php: a wrapper's setter": ("a.php", "<?php $this->curl->setOption(CURLOPT_SSL_VERIFYPEER, false);"),
    "php: host check of 1": ("a.php", "<?php curl_setopt($c, CURLOPT_SSL_VERIFYHOST, 1);"),
    "php: FALSE in capitals": ("a.php", "<?php curl_setopt($c, CURLOPT_SSL_VERIFYPEER, FALSE);"),
    "php: options kept in a variable": ("a.php", "<?php $options = ['timeout' => 20, 'verify' => false];"),
    "php: Guzzle's options behind a method": ("a.php", "<?php $client->request('POST', $url, ['verify' => false]);"),
    "php: a filter of WordPress": ("a.php", "<?php add_filter('https_ssl_verify', '__return_false');"),
    "php: where no CA file is configured": (
        "a.php",
        """<?php if ($cafile) { curl_setopt($c, CURLOPT_CAINFO, $cafile); }
        else { curl_setopt($c, CURLOPT_SSL_VERIFYPEER, 0); }""",
    ),
    "js: the environment in quotes": ("a.js", "process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = 0;"),
    "js: minified false": ("a.js", "new https.Agent({ rejectUnauthorized: !1 });"),
    "js: mail over TLS": ("a.js", "nodemailer.createTransport({ host, tls: { rejectUnauthorized: false } });"),
    "js: assigned later": ("a.js", "agentOptions.rejectUnauthorized = false;"),
    "js: an identity nobody checks": ("a.js", "https.get({ host, checkServerIdentity() { return null; } });"),
    "ts: a default parameter": ("a.ts", "export const call = (url: string, rejectUnauthorized = false) => 0;"),
    "python: a client of httpx": ("a.py", "client = httpx.AsyncClient(verify=False)\n"),
    "python: a session of a SOAP client": ("a.py", "transport.session.verify = False\n"),
    "python: pycurl": ("a.py", "c.setopt(pycurl.SSL_VERIFYPEER, 0)\n"),
    "python: urllib3": ("a.py", "pool = urllib3.PoolManager(cert_reqs='CERT_NONE')\n"),
    "python: the default context replaced": (
        "a.py",
        "ssl._create_default_https_context = ssl._create_unverified_context\n",
    ),
    "java: a trust manager that only logs": (
        "A.java",
        """class A implements X509TrustManager { public void checkServerTrusted(X509Certificate[] chain, String type) {
            log.info("trusted"); } }""",
    ),
    "java: a trust strategy in a lambda": (
        "A.java",
        "class A { void f() { SSLContexts.custom().loadTrustMaterial(null, (chain, type) -> true); } }",
    ),
    "java: a verifier in a variable": (
        "A.java",
        "class A { HostnameVerifier hostnameVerifier = (host, session) -> { return true; }; }",
    ),
    "java: true for a parameter that says so": (
        "A.java",
        "class A { void open(String url, boolean trustAllCerts) { } void f() { open(url, true); } }",
    ),
    "c#: with a block": (
        "A.cs",
        "class A { void F() { h.ServerCertificateCustomValidationCallback = (m, c, n, e) => { return true; }; } }",
    ),
    "c#: a constructor of a stream": (
        "A.cs",
        "class A { void F() { var s = new SslStream(inner, false, (o, c, n, e) => true); } }",
    ),
    "vb: a function in one line": (
        "A.vb",
        "ServicePointManager.ServerCertificateValidationCallback = Function(s, c, h, e) True\n",
    ),
    "cron": ("crontab", "*/5 * * * * curl -fsSk https://shop.example/ipn/poll\n"),
    "dockerfile": ("Dockerfile", "FROM node\nENV NODE_TLS_REJECT_UNAUTHORIZED=0\n"),
    "package.json": ("package.json", '{"scripts": {"start": "NODE_TLS_REJECT_UNAUTHORIZED=0 node app.js"}}\n'),
    "ruby: Savon": ("a.rb", "options[:ssl_verify_mode] = :none\n"),
    "go: on its own line": ("a.go", "package a\n\nvar c = &tls.Config{\n\tInsecureSkipVerify: true,\n}\n"),
    "android: a whole network security configuration": (
        "res/xml/network.xml",
        '<network-security-config>\n<base-config cleartextTrafficPermitted="true" />\n</network-security-config>\n',
    ),
}

SILENT = {
    "php: routes of e-mail verification": ("a.php", "<?php Auth::routes(['verify' => false]);"),
    "php: an option of the caller": (
        "a.php",
        "<?php function open($options) { if (!$options['verify_peer']) { $ssl['verify_peer'] = false; } }",
    ),
    "php: the value of the caller": (
        "a.php",
        "<?php function add_verify($o, $value) { if ($value === false) { $o['ssl']['verify_peer'] = false; } }",
    ),
    "php: in a comment": ("a.php", "<?php // curl_setopt($c, CURLOPT_SSL_VERIFYPEER, false);\n"),
    "js: what depends on the environment": (
        "a.js",
        "new https.Agent({ rejectUnauthorized: process.env.NODE_ENV === 'production' });",
    ),
    "js: a hosted database": ("a.js", "const pool = new Pool({ url, ssl: { rejectUnauthorized: false } });"),
    "js: an option for it": (
        "a.js",
        "if (options.allowUnauthorizedCerts === true) { connection.tls = { rejectUnauthorized: false }; }",
    ),
    "python: a token": ("a.py", "claims = jwt.decode(token, verify=False)\n"),
    "python: the else of an elif about it": (
        "a.py",
        """if proxy:
    connect(proxy)
elif self.verify_certs:
    connect(None)
else:
    connector = TCPConnector(verify_ssl=False)
""",
    ),
    "python: no TLS at all on a camera": ("a.py", "import aiohttp\ncamera = Camera(host, ssl=False)\n"),
    "python: a test": ("tests/test_a.py", "requests.get(url, verify=False)\n"),
    "java: it delegates": (
        "A.java",
        """class A implements X509TrustManager { public void checkServerTrusted(X509Certificate[] chain, String type) {
            platform.checkServerTrusted(chain, type); } }""",
    ),
    "java: an import": ("A.java", "import org.apache.http.conn.ssl.NoopHostnameVerifier;\nclass A { }"),
    "java: verify of something else": ("A.java", "class A { boolean verify(String code) { return true; } } // X509"),
    "c#: a callback that looks": (
        "A.cs",
        "class A { void F() { h.ServerCertificateCustomValidationCallback = (m, c, n, e) => Check(c); } }",
    ),
    "shell: one's own machine": ("a.sh", "curl -k https://localhost:8443/health\n"),
    "shell: a comment": ("a.sh", "# curl -k https://example.org\n"),
    "shell: a key": ("a.sh", "curl --key client.pem --cert c.pem https://example.org\n"),
    "prose": ("README.md", "Never use `curl -k https://example.org`.\n"),
    "android: the emulator": (
        "res/xml/network.xml",
        '<domain-config cleartextTrafficPermitted="true">\n  <domain>10.0.2.2</domain>\n</domain-config>\n',
    ),
}


@pytest.mark.parametrize("case", REPORTED.values(), ids=REPORTED)
def test_is_reported(case: tuple[str, str], tmp_path: Path) -> None:
    assert len(audited(tmp_path, *case).findings) == 1


@pytest.mark.parametrize("case", SILENT.values(), ids=SILENT)
def test_is_no_finding(case: tuple[str, str], tmp_path: Path) -> None:
    assert audited(tmp_path, *case).findings == ()


def test_outside_production_only_is_less_sure(tmp_path: Path) -> None:
    code = "<?php if (app()->environment('local')) { curl_setopt($c, CURLOPT_SSL_VERIFYPEER, false); }"
    (finding,) = audited(tmp_path, "a.php", code).findings
    assert finding.precision is Precision.LOW


def test_an_example_file_is_less_sure(tmp_path: Path) -> None:
    (finding,) = audited(tmp_path, ".env.example", "NODE_TLS_REJECT_UNAUTHORIZED=0\n").findings
    assert finding.precision is Precision.LOW


def test_broken_code_is_less_sure(tmp_path: Path) -> None:
    (finding,) = audited(tmp_path, "a.js", "new https.Agent({ rejectUnauthorized: false }); function (").findings
    assert finding.precision is Precision.MEDIUM


def test_the_message_names_the_switch(tmp_path: Path) -> None:
    (finding,) = audited(tmp_path, *REPORTED["js: assigned later"]).findings
    assert finding.message == "The server's certificate is not verified. rejectUnauthorized switches it off."
