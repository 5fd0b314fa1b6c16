using System.Collections.Generic;
using Microsoft.AspNetCore.Http;

namespace Shop.Payments
{
    public class WebhookFilter
    {
        private readonly HashSet<string> allowedIps;

        public WebhookFilter(HashSet<string> allowedIps) => this.allowedIps = allowedIps;

        public bool Admits(HttpContext context)
        {
            var ip = context.Connection.RemoteIpAddress.ToString();
            return allowedIps.Contains(ip);
        }
    }
}
