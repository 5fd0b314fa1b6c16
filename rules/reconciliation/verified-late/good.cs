using System.IO.Compression;
using PgpCore;

namespace Tienda.Pagos;

public class ConciliacionDiaria
{
    public async Task Importar(string archivo, string carpeta)
    {
        var pgp = new PGP(new EncryptionKeys(new FileInfo("pasarela.asc")));
        if (!await pgp.VerifyFileAsync(new FileInfo(archivo)))
        {
            throw new InvalidDataException("firma inválida");
        }
        ZipFile.ExtractToDirectory(archivo, carpeta);
    }
}
