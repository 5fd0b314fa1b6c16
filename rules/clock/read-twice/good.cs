using System;

namespace Shop.Payments
{
    public class AuthorizationRequest
    {
        public AuthorizationRequest(string accessKey, int idService, string secretKey)
        {
            AccessKey = accessKey;
            IdService = idService;
            DateRequest = DateTimeOffset.Now.ToString("yyyy-MM-ddTHH:mm:sszzz");
            HashString = $"{idService}.{accessKey}.{secretKey}.{DateRequest}".ToSha256();
        }

        public string AccessKey { get; }
        public int IdService { get; }
        public string DateRequest { get; }
        public string HashString { get; }
    }
}
