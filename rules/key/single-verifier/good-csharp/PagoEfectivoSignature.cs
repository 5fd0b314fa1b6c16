using System.Security.Cryptography;

public sealed class PagoEfectivoSignature(IReadOnlyList<byte[]> keys)
{
    public bool Matches(byte[] body, byte[] given)
    {
        foreach (var key in keys)
        {
            var expected = HMACSHA256.HashData(key, body);
            if (CryptographicOperations.FixedTimeEquals(expected, given)) return true;
        }
        return false;
    }
}
