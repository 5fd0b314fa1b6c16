using System;

namespace Shop.Payments
{
    public class AuthorizationRequest
    {
        public AuthorizationRequest(string accessKey, int idService)
        {
            AccessKey = accessKey;
            IdService = idService;
            var lima = TimeZoneInfo.FindSystemTimeZoneById("America/Lima");
            DateRequest = TimeZoneInfo.ConvertTime(DateTime.Now, lima).ToString("yyyy-MM-ddTHH:mm:ss") + "-05:00";
        }

        public string AccessKey { get; }
        public int IdService { get; }
        public string DateRequest { get; }
    }
}
