using System.IO;
using System.IO.Compression;

namespace Tienda.Pagos;

public class ConciliacionDiaria
{
    private const long MaxBytes = 50_000_000;

    public void Extraer(string archivo, string carpeta)
    {
        using var zip = ZipFile.OpenRead(archivo);
        foreach (var entry in zip.Entries)
        {
            if (entry.Length > MaxBytes) throw new InvalidDataException("entrada demasiado grande");
            var destino = Path.Combine(carpeta, Path.GetFileName(entry.FullName));
            entry.ExtractToFile(destino, overwrite: true);
        }
    }
}
