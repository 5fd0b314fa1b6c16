using System.Collections.Generic;
using Microsoft.AspNetCore.Http;

namespace Shop.Payments
{
    public class WebhookFilter
    {
        private readonly HashSet<string> allowedIps;

        public WebhookFilter(HashSet<string> allowedIps) => this.allowedIps = allowedIps;

        public bool Admits(HttpRequest request)
        {
            var ip = request.Headers["X-Forwarded-For"].ToString();
            return allowedIps.Contains(ip); // pe-audit: expect
        }
    }
}
