using System;
using Microsoft.Extensions.Configuration;

namespace Tienda.Pagos
{
    public class Settings
    {
        public string SecretKey { get; }
        public string TokenHeader { get; }

        public Settings(IConfiguration configuration)
        {
            SecretKey = Environment.GetEnvironmentVariable("PAGOEFECTIVO_SECRET_KEY")
                ?? throw new InvalidOperationException("PAGOEFECTIVO_SECRET_KEY is not set");
            TokenHeader = configuration["Shop:TokenHeader"] ?? "X-Shop-Token";
        }
    }
}
