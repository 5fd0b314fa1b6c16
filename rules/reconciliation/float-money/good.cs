using System.Globalization;

namespace Tienda.Pagos;

public class LiquidacionImporter
{
    public decimal Importar(IEnumerable<string[]> filas)
    {
        decimal total = 0;
        foreach (var fila in filas)
        {
            var importe = decimal.Parse(fila[4], CultureInfo.InvariantCulture);
            total += importe;
        }
        return total;
    }
}
