public class SettingsController : Controller
{
    [HttpPost]
    public IActionResult Save(string secretKey)
    {
        _vault.Write("pagoefectivo/secretKey", secretKey);
        Response.Cookies.Append("SecretKeySaved", "1");
        return RedirectToAction("Index");
    }
}
