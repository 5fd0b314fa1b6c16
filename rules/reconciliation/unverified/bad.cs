using System.IO.Compression;
using PgpCore;

namespace Tienda.Pagos;

public class ConciliacionDiaria
{
    public async Task Importar(string archivo, string carpeta)
    {
        var pgp = new PGP(new EncryptionKeys(new FileInfo("pasarela.asc")));
        await pgp.VerifyFileAsync(new FileInfo(archivo));
        ZipFile.ExtractToDirectory(archivo, carpeta); // pe-audit: expect
    }
}
