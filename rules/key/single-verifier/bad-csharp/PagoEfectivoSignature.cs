using System.Security.Cryptography;

public sealed class PagoEfectivoSignature(byte[] key)
{
    public bool Matches(byte[] body, byte[] given)
    {
        var expected = HMACSHA256.HashData(key, body);
        return CryptographicOperations.FixedTimeEquals(expected, given);  // pe-audit: expect
    }
}
