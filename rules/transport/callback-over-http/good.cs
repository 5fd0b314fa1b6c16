using System.Collections.Generic;
using System.Web.Services;

namespace BodegaAndina.Pagos
{
    [WebService(Namespace = "http://tempuri.org/notification")]
    public class CipOptions
    {
        public string NotificationUrl { get; set; } = "https://api.bodega-andina.pe/cips/notify";

        public Dictionary<string, string> Form(string code) => new Dictionary<string, string>
        {
            ["transactionCode"] = code,
            ["urlRetorno"] = $"https://{Host}/compra/{code}",
        };

        public void Configure(Gateway gateway)
        {
            gateway.SetCallbackUrl("https://api.bodega-andina.pe/cips/paid");
        }

        public string Host { get; set; }
    }
}
