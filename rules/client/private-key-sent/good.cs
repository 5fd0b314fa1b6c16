using System;
using System.Net.Http;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks;

namespace Tienda.Pagos
{
    public class PagoEfectivoApi
    {
        private readonly HttpClient _http = new HttpClient { Timeout = TimeSpan.FromSeconds(20) };
        private readonly PagoEfectivoOptions _options;

        public PagoEfectivoApi(PagoEfectivoOptions options) => _options = options;

        public async Task<string> AuthorizeAsync(string date)
        {
            var text = $"{_options.IdService}.{_options.AccessKey}.{_options.SecretKey}.{date}";
            var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text))).ToLowerInvariant();
            var body = new { accessKey = _options.AccessKey, idService = _options.IdService, dateRequest = date, hashString = hash };
            var answer = await _http.PostAsJsonAsync(_options.Url + "/v1/authorizations", body);
            return await answer.Content.ReadAsStringAsync();
        }
    }
}
