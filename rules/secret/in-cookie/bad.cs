public class SettingsController : Controller
{
    [HttpPost]
    public IActionResult Save(string secretKey)
    {
        Response.Cookies.Append("SecretKey", secretKey); // pe-audit: expect
        return RedirectToAction("Index");
    }
}
