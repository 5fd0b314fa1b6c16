using Microsoft.Extensions.Configuration;

namespace Tienda.Pagos
{
    public class Settings
    {
        public string JwtSecret { get; }
        public string SecretKey { get; }

        public Settings(IConfiguration configuration)
        {
            JwtSecret = configuration["Jwt:Secret"] ?? "panel-tienda-andina-2025"; // pe-audit: expect
            SecretKey = configuration.GetValue<string>("PagoEfectivo:SecretKey", "avisos-tienda-2025"); // pe-audit: expect
        }
    }
}
