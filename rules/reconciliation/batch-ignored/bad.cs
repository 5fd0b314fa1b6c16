using CsvHelper;

namespace Tienda.Pagos;

public class ConciliacionDiaria
{
    public void Importar(TextReader archivo)
    {
        using var csv = new CsvReader(archivo, CultureInfo.InvariantCulture);
        foreach (var fila in csv.GetRecords<Fila>())
        {
            var lote = fila.Lote; // pe-audit: expect
            _pagos.Conciliado(fila.Operacion);
        }
    }
}
