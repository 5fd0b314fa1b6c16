"""Comparisons in the shapes that merchants write, and those that only look alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from pe_audit import catalog
from pe_audit.audit import audit
from pe_audit.model import Audit
from pe_audit.options import Config, Options

RULE = catalog.find("webhook-signature-timing")


def audited(tmp_path: Path, name: str, code: str) -> Audit:
    file = tmp_path / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(code, encoding="utf-8")
    return audit(Options(paths=(tmp_path,), root=tmp_path, config=Config(), only=(RULE,), jobs=1))


REPORTED = {
    "kotlin: Spring, contentEquals": (
        "Webhook.kt",
        """@PostMapping("/webhook")
fun pago(@RequestBody body: String, @RequestHeader("X-Signature") signature: String): ResponseEntity<Void> {
    val mac = Mac.getInstance("HmacSHA256").apply { init(key) }.doFinal(body.toByteArray())
    if (!(mac contentEquals signature.decodeHex())) return ResponseEntity.status(401).build()
    return ResponseEntity.ok().build()
}
""",
    ),
    "swift: a helper that returns the MAC": (
        "Webhook.swift",
        """func firma(_ cuerpo: Data) -> String {
    HMAC<SHA256>.authenticationCode(for: cuerpo, using: clave).hex
}
func notificacion(req: Request) throws -> HTTPStatus {
    guard let recibida = req.headers["X-Firma"].first, recibida == firma(req.cuerpo) else { throw Abort(.forbidden) }
    return .ok
}
""",
    ),
    "php: a header against hash_hmac in the condition itself": (
        "Paystack.php",
        """<?php class Paystack { public function isValidSignature(string $payload, string $signature): bool {
            return $signature === hash_hmac('sha512', $payload, $this->secretKey); } }""",
    ),
    "php: a helper of the class that returns the MAC": (
        "Middleware.php",
        """<?php class Signed { public function handle($request, $next) {
            if ($request->header('X-Shop-Signature') !== $this->sign($request->getContent())) { abort(403); }
            return $next($request); }
          private function sign($payload) { return hash_hmac('sha256', $payload, config('shop.secret')); } }""",
    ),
    "php: a MAC behind a prefix": (
        "deploy.php",
        """<?php $payload = file_get_contents('php://input');
        $mine = 'sha256=' . hash_hmac('sha256', $payload, $secret);
        if (strcmp($mine, $_SERVER['HTTP_X_HUB_SIGNATURE_256']) !== 0) { exit('no'); }""",
    ),
    "php: keyed md5, as older gateways sign": (
        "confirmacion.php",
        """<?php $ApiKey = getenv('PAYU_API_KEY');
        $firma = $_REQUEST['sign'];
        $firmacreada = md5("$ApiKey~$_REQUEST[merchant_id]~$_REQUEST[reference_sale]~$valor");
        if (strtoupper($firma) == strtoupper($firmacreada)) { pagar($_REQUEST['reference_sale']); }""",
    ),
    "php: keyed sha256 of a joined string": (
        "Confirmation.php",
        """<?php class EpaycoConfirmation { function run($request) {
            $signature = hash('sha256', $this->customer . '^' . $this->p_key . '^' . $request['x_ref_payco']);
            $x_signature = $request['x_signature'];
            if ($x_signature == $signature) { $this->accept(); } } }""",
    ),
    "js: a MAC in a template string": (
        "github.js",
        """app.post('/webhook', (req, res) => {
          const hash = crypto.createHmac('sha256', SECRET).update(req.rawBody).digest('hex');
          const expected = `sha256=${hash}`;
          if (req.headers['x-hub-signature-256'] !== expected) return res.sendStatus(401); });""",
    ),
    "js: update and digest on their own lines": (
        "esewa.js",
        """exports.verify = (decoded) => {
          const hmac = crypto.createHmac('sha256', KEY);
          hmac.update(decoded.message);
          const calculated = hmac.digest('base64');
          return decoded.signature === calculated; };""",
    ),
    "js: a MAC made by another file": (
        "auth.js",
        """const { generateHMACSignature } = require('./hmac');
        module.exports = (req, res, next) => {
          const expectedSignature = generateHMACSignature(req.body, timestamp, sharedSecret);
          if (req.headers['x-connector-signature'] !== expectedSignature) return res.status(401).end();
          next(); };""",
    ),
    "js: an api key of a supplier's webhook": (
        "webhooks/supplier.js",
        """router.post('/tracking', (req, res) => {
          const validKey = process.env.SUPPLIER_API_KEY;
          if (req.headers['x-api-key'] !== validKey) return res.sendStatus(403);
          track(req.body); res.sendStatus(200); });""",
    ),
    "js: Buffer.compare": (
        "ipn.js",
        """function isGenuine(body, signature) {
          const mac = crypto.createHmac('sha256', key).update(body).digest();
          return Buffer.compare(mac, Buffer.from(signature, 'hex')) === 0; }""",
    ),
    "ts: both sides are parameters called signature": (
        "telegram.ts",
        """export function validateWebhookSignature(expectedSignature: string, signature: string): boolean {
          return expectedSignature === signature; }""",
    ),
    "ts: subtle crypto": (
        "route.ts",
        """export async function POST(request: Request) {
          const key = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
          const mac = await crypto.subtle.sign('HMAC', key, await request.arrayBuffer());
          const expected = Buffer.from(mac).toString('hex');
          if (request.headers.get('x-signature') !== expected) return new Response(null, { status: 401 });
          return new Response(); }""",
    ),
    "python: hexdigest in the condition": (
        "ipn.py",
        """import hmac
def ipn(request):
    if hmac.new(KEY, request.data, 'sha256').hexdigest() != request.headers.get('X-Signature'):
        abort(403)
""",
    ),
    "python: base64 of the digest": (
        "shopify.py",
        """import base64, hashlib, hmac
def verify_webhook(data, hmac_header):
    digest = hmac.new(SECRET.encode(), data, hashlib.sha256).digest()
    computed = base64.b64encode(digest)
    return computed == hmac_header.encode()
""",
    ),
    "python: a webhook token from the settings": (
        "hooks.py",
        """def courier_webhook(request):
    if request.GET.get('token') == settings.COURIER_WEBHOOK_TOKEN:
        deliver(request.POST['order'])
""",
    ),
    "java: hex spelled out in a loop": (
        "Signatures.java",
        """class Signatures { boolean isValid(String body, String signature) throws Exception {
            Mac mac = Mac.getInstance("HmacSHA256"); mac.init(key);
            StringBuilder hex = new StringBuilder();
            for (byte b : mac.doFinal(body.getBytes())) { hex.append(String.format("%02x", b)); }
            String expected = hex.toString();
            return expected.equalsIgnoreCase(signature); } }""",
    ),
    "java: base64 of doFinal": (
        "PaymentServiceImpl.java",
        """class PaymentServiceImpl { boolean verifySignature(String payload, String signature) throws Exception {
            Mac mac = Mac.getInstance("HmacSHA256"); mac.init(signingKey);
            byte[] raw = mac.doFinal(payload.getBytes());
            return Base64.getEncoder().encodeToString(raw).equals(signature); } }""",
    ),
    "java: Arrays.equals on a library's MAC": (
        "Hook.java",
        """class Hook { boolean genuine(byte[] body, byte[] received) {
            return Arrays.equals(new HmacUtils(HMAC_SHA_256, key).hmac(body), received); } }""",
    ),
    "c#: string.Equals": (
        "Verifier.cs",
        """class Verifier { bool Verify(string body, string signature) {
            using (var hmac = new HMACSHA256(key)) {
              var computed = Convert.ToBase64String(hmac.ComputeHash(Encoding.UTF8.GetBytes(body)));
              return string.Equals(computed, signature, StringComparison.OrdinalIgnoreCase); } } }""",
    ),
    "c#: an extension of another file": (
        "Filter.cs",
        """class HeaderFilter : ActionFilterAttribute { public override void OnActionExecuting(Context context) {
            var header = context.Request.Headers.GetValues("PE-Signature").First();
            var expected = body.GetSignature(settings.SecretKey);
            if (!header.Equals(expected)) throw new AuthenticationException(); } }""",
    ),
    "c#: keyed MD5 of a bank": (
        "Return.aspx.cs",
        """class ReturnPage { void Page_Load() {
            var signature = CreateMD5Signature(SECURE_SECRET + data);
            if (Request.QueryString["vpc_SecureHash"].Equals(signature)) { Accept(); } } }""",
    ),
}

SILENT = {
    "php: a password typed twice": (
        "register.php",
        """<?php // callback of the form; see also notification_signature
        if ($_POST['password'] !== $_POST['password_confirm']) { fail('contraseña'); }""",
    ),
    "php: a token of the form itself": (
        "notificaciones/form.php",
        """<?php if ($_POST['csrf_token'] !== $_SESSION['csrf_token']) { die('webhook'); }""",
    ),
    "php: presence, version, length": (
        "webhook.php",
        """<?php $signature = $_SERVER['HTTP_X_SIGNATURE'] ?? '';
        if ($signature === '' || strlen($signature) != strlen($expected_signature)) { exit; }
        if ($signature_version != $settings['signature_version']) { exit; }""",
    ),
    "js: the first bytes of a file": (
        "png.js",
        """const SIGNATURE = Buffer.from([0x89, 0x50]); // hmac of nothing
        export const isPng = (bytes) => bytes.subarray(0, 8).equals(SIGNATURE);""",
    ),
    "js: login against a user": (
        "login.js",
        """// webhook: none
        app.post('/login', async (req, res) => {
          const user = await User.findOne({ name: req.body.username });
          if (user.password === req.body.password) res.json({ token: issue(user) }); });""",
    ),
    "js: an administrator in the source": (
        "admin.js",
        """const ADMIN_PASSWORD = process.env.ADMIN_PASSWORD; // x-api-key
        app.post('/api/admin/login', (req, res) => {
          const { username, password } = req.body;
          if (password === ADMIN_PASSWORD) res.json({}); });""",
    ),
    "js: an answer to a signed request": (
        "client.js",
        """async function create(order) {
          const answer = await http.post(url, order, { headers: { 'X-Signature': hmacOf(order) } });
          if (answer.status !== expected.status) throw new Error(); }
        function hmacOf(x) { return crypto.createHmac('sha256', key).update(x).digest('hex'); }""",
    ),
    "js: the event of a webhook": (
        "webhook.js",
        """router.post('/webhook', (req, res) => {
          verifySignature(req.body, req.headers['x-signature']);
          if (req.body.event === events.PAID) settle(req.body);
          if (req.body.token_type === config.token_type) other(); });""",
    ),
    "python: an etag": (
        "cache.py",
        """import hmac
def fresh(request, file):
    etag = hashlib.md5(file.read()).hexdigest()
    return request.headers.get('If-None-Match') == etag
""",
    ),
    "python: inspect.signature": (
        "plugins.py",
        """# callback_token hooks
def same(a, b):
    return inspect.signature(a) == inspect.signature(b)
""",
    ),
    "python: a comparison in constant time written out": (
        "compare.py",
        """def constant_time_compare(signature, expected_signature):  # hmac
    if len(signature) != len(expected_signature):
        return False
    return sum(a != b for a, b in zip(signature, expected_signature)) == 0
""",
    ),
    "python: an assertion": (
        "selfcheck.py",
        """import hmac
def selfcheck(signature):
    assert hmac.new(KEY, b'x', 'sha256').hexdigest() == signature
""",
    ),
    "python: a decrypted message whose MAC was checked": (
        "crypt.py",
        """import hmac
class Crypt:
    def decrypt(self, data):
        mac = hmac.new(self.key, data[:-32], 'sha256').digest()
        if not hmac.compare_digest(mac, data[-32:]):
            raise ValueError
        return self.aes(data[:-32])
    def loads(self, data, nonce):
        data = self.decrypt(data)
        return data[:32] == nonce
""",
    ),
    "c#: a salted password": (
        "Login.cs",
        """class Account { bool Validate(string password) {
            using (var hmac = new HMACSHA512(PasswordSalt)) {
              var computed = hmac.ComputeHash(Encoding.UTF8.GetBytes(password));
              return computed.SequenceEqual(PasswordHash); } } }""",
    ),
    "c#: how a signature is written": (
        "OAuth.cs",
        """class Tools { string Sign(SignatureTreatment signatureTreatment, HMACSHA1 hmac) {
            return signatureTreatment == SignatureTreatment.Escaped ? Escape(hmac) : Plain(hmac); } }""",
    ),
    "java: the name of an algorithm": (
        "Keys.java",
        """class Keys { void pick(String signature) { // HmacSHA256
            for (Spec spec : specs) { if (spec.getName().equals(signature)) { use(spec); } } } }""",
    ),
    "a test compares what it wants": (
        "tests/test_webhook.py",
        """import hmac
def test_signature():
    if sign(b'x') != hmac.new(KEY, b'x', 'sha256').hexdigest():
        fail()
""",
    ),
}

SOUND = {
    "php": (
        "hook.php",
        "<?php if (!hash_equals(hash_hmac('sha256', $body, $secret), $_SERVER['HTTP_X_SIGNATURE'])) exit;",
    ),
    "js": (
        "hook.js",
        """const ok = (body, signature) => crypto.timingSafeEqual(
          crypto.createHmac('sha256', key).update(body).digest(), Buffer.from(signature, 'hex'));""",
    ),
    "python": (
        "hook.py",
        """import hmac
def ok(body, signature):
    return hmac.compare_digest(hmac.new(KEY, body, 'sha256').hexdigest(), signature)
""",
    ),
    "java": (
        "Hook.java",
        """class Hook { boolean ok(Mac hmac, byte[] body, byte[] signature) {
            return MessageDigest.isEqual(hmac.doFinal(body), signature); } }""",
    ),
    "kotlin": (
        "Hook.kt",
        "fun ok(hmac: Mac, body: ByteArray, firma: ByteArray) = MessageDigest.isEqual(hmac.doFinal(body), firma)\n",
    ),
    "swift": (
        "Hook.swift",
        "let ok = HMAC<SHA256>.isValidAuthenticationCode(signature, authenticating: body, using: key)\n",
    ),
    "c#": (
        "Hook.cs",
        """class Hook { bool Ok(byte[] body, byte[] signature) =>
            CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(key, body), signature); }""",
    ),
}


@pytest.mark.parametrize("case", REPORTED.values(), ids=REPORTED)
def test_is_reported(case: tuple[str, str], tmp_path: Path) -> None:
    assert len(audited(tmp_path, *case).findings) == 1


@pytest.mark.parametrize("case", SILENT.values(), ids=SILENT)
def test_is_no_finding(case: tuple[str, str], tmp_path: Path) -> None:
    assert audited(tmp_path, *case).findings == ()


@pytest.mark.parametrize("case", SOUND.values(), ids=SOUND)
def test_constant_time_is_a_sound_subject(case: tuple[str, str], tmp_path: Path) -> None:
    (verdict,) = audited(tmp_path, *case).verdicts
    assert (verdict.outcome.value, verdict.subjects) == ("pass", 1)


def test_the_message_begins_the_same_and_shows_no_code(tmp_path: Path) -> None:
    (finding,) = audited(tmp_path, *REPORTED["js: Buffer.compare"]).findings
    assert finding.message == "The signature is compared in time that depends on how much of it is right."


def test_the_loose_comparison_of_php_has_its_own_words(tmp_path: Path) -> None:
    (finding,) = audited(
        tmp_path, "hook.php", "<?php if ($_POST['firma'] == hash_hmac('sha256', $b, $k)) ok();"
    ).findings
    assert "loose" in finding.message


def test_the_fingerprint_survives_moved_lines(tmp_path: Path) -> None:
    name, code = REPORTED["python: base64 of the digest"]
    (one,) = audited(tmp_path / "a", name, code).findings
    (other,) = audited(tmp_path / "b", name, "\n\n# moved\n" + code).findings
    assert one.fingerprint == other.fingerprint and one.location.line != other.location.line
