using Microsoft.Extensions.Caching.Memory;

public sealed class PagoEfectivoTokens(IMemoryCache cache)
{
    public async Task<string> Token()
    {
        if (cache.TryGetValue("PagoEfectivo.Token", out string? known)) return known!;
        var token = await Authorize();
        cache.Set("PagoEfectivo.Token", token, TimeSpan.FromDays(1));  // pe-audit: expect
        return token;
    }
}
