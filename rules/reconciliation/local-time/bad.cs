namespace Tienda.Pagos;

public class ConciliacionDiaria
{
    public async Task Ejecutar()
    {
        var dia = DateTime.Today.AddDays(-1); // pe-audit: expect
        var filas = await _sftp.Leer($"conciliacion_{dia:yyyyMMdd}.csv");
        await Comparar(filas, _pagos.Where(pago => pago.Fecha >= dia && pago.Fecha < dia.AddDays(1)));
    }
}
