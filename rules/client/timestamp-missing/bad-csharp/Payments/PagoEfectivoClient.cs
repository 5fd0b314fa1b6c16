using System;
using System.Net.Http;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks;

namespace Tienda.Payments
{
    public class PagoEfectivoClient
    {
        private readonly byte[] _secretKey;
        private readonly HttpClient _http = new HttpClient { Timeout = TimeSpan.FromSeconds(20) };

        public PagoEfectivoClient(byte[] secretKey) => _secretKey = secretKey;

        public async Task<string> CreateCipAsync(string body, string token)
        {
            var date = DateTimeOffset.UtcNow.ToString("O");
            var mac = HMACSHA256.HashData(_secretKey, Encoding.UTF8.GetBytes(date + body));
            var request = new HttpRequestMessage(HttpMethod.Post, "https://services.pagoefectivo.pe/v1/cips");
            request.Headers.Add("Authorization", "Bearer " + token);
            request.Headers.Add("X-Api-Version", "2026-01");
            request.Headers.Add("X-Signature", Convert.ToHexString(mac).ToLowerInvariant());
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
            var response = await _http.SendAsync(request); // pe-audit: expect
            return await response.Content.ReadAsStringAsync();
        }
    }
}
