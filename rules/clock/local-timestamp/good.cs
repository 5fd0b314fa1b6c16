using System;

namespace Shop.Payments
{
    public static class Requests
    {
        public static object Authorization(string accessKey, int idService)
        {
            return new
            {
                accessKey,
                idService,
                dateRequest = DateTime.Now.ToString("yyyy-MM-ddTHH:mm:sszzz"),
            };
        }
    }
}
