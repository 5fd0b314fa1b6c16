using System.Collections.Generic;

namespace BodegaAndina.Pagos
{
    public class CipOptions
    {
        public string NotificationUrl { get; set; } = "http://api.bodega-andina.pe/cips/notify"; // pe-audit: expect

        public Dictionary<string, string> Form(string code) => new Dictionary<string, string>
        {
            ["transactionCode"] = code,
            ["urlRetorno"] = $"http://{Host}/compra/{code}", // pe-audit: expect
        };

        public void Configure(Gateway gateway)
        {
            gateway.SetCallbackUrl("http://api.bodega-andina.pe/cips/paid"); // pe-audit: expect
        }

        public string Host { get; set; }
    }
}
