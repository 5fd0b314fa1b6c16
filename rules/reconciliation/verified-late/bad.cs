using System.IO.Compression;
using PgpCore;

namespace Tienda.Pagos;

public class ConciliacionDiaria
{
    public async Task Importar(string archivo, string carpeta)
    {
        ZipFile.ExtractToDirectory(archivo, carpeta); // pe-audit: expect
        var pgp = new PGP(new EncryptionKeys(new FileInfo("pasarela.asc")));
        if (!await pgp.VerifyFileAsync(new FileInfo(archivo)))
        {
            throw new InvalidDataException("firma inválida");
        }
    }
}
