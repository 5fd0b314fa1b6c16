using System;

namespace Shop.Payments
{
    public class AuthorizationRequest
    {
        public AuthorizationRequest(string accessKey, int idService)
        {
            AccessKey = accessKey;
            IdService = idService;
            DateRequest = DateTime.Now.ToString("yyyy-MM-ddTHH:mm:ss") + "-05:00"; // pe-audit: expect
        }

        public string AccessKey { get; }
        public int IdService { get; }
        public string DateRequest { get; }
    }
}
