public class SettingsController : Controller
{
    [HttpPost]
    public IActionResult Save(string secretKey)
    {
        _vault.Write("pagoefectivo/secretKey", secretKey);
        Response.Cookies.Append(".Shop.Session", Guid.NewGuid().ToString(), new CookieOptions { HttpOnly = true });
        return RedirectToAction("Index");
    }
}
