namespace Tienda.Pagos;

public class ConciliacionDiaria
{
    public IEnumerable<Fila> Diferencias(IEnumerable<Fila> filas)
    {
        foreach (var fila in filas)
        {
            var pago = _pagos.PorOperacion(fila.Operacion);
            if (pago.Monto != fila.Monto) yield return fila; // pe-audit: expect
        }
    }
}
