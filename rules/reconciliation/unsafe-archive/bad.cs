using System.IO;
using System.IO.Compression;

namespace Tienda.Pagos;

public class ConciliacionDiaria
{
    public void Extraer(string archivo, string carpeta)
    {
        using var zip = ZipFile.OpenRead(archivo);
        foreach (var entry in zip.Entries)
        {
            var destino = Path.Combine(carpeta, entry.FullName); // pe-audit: expect
            entry.ExtractToFile(destino, overwrite: true);
        }
    }
}
