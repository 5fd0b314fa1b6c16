using System.Globalization;

namespace Tienda.Pagos;

public class LiquidacionImporter
{
    public decimal Importar(IEnumerable<string[]> filas)
    {
        decimal total = 0;
        foreach (var fila in filas)
        {
            var importe = double.Parse(fila[4], CultureInfo.InvariantCulture); // pe-audit: expect
            total += Convert.ToDecimal(importe);
        }
        return total;
    }
}
