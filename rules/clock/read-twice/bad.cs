using System;

namespace Shop.Payments
{
    public class AuthorizationRequest
    {
        public string AccessKey { get; set; }
        public int IdService { get; set; }
        public string SecretKey { get; set; }

        public string DateRequest // pe-audit: expect
        {
            get { return DateTimeOffset.Now.ToString("yyyy-MM-ddTHH:mm:sszzz"); }
        }

        public string HashString
        {
            get { return $"{IdService}.{AccessKey}.{SecretKey}.{DateRequest}".ToSha256(); }
        }
    }
}
