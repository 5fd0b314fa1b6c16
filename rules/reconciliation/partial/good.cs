namespace Tienda.Pagos;

public class ConciliacionDiaria
{
    public IEnumerable<Fila> Diferencias(IEnumerable<Fila> filas)
    {
        foreach (var fila in filas)
        {
            var pago = _pagos.PorOperacion(fila.Operacion);
            var igual = pago.Moneda == fila.Moneda && pago.Estado == fila.Estado;
            if (!igual || pago.Monto != fila.Monto) yield return fila;
        }
    }
}
