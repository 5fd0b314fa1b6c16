using CsvHelper;

namespace Tienda.Pagos;

public class ConciliacionDiaria
{
    public async Task Ejecutar() // pe-audit: expect
    {
        using var csv = new CsvReader(await _sftp.Abrir("pagos.csv"), CultureInfo.InvariantCulture);
        await foreach (var fila in csv.GetRecordsAsync<Fila>()) await Comparar(fila);
    }
}
