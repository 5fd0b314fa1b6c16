namespace Tienda.Pagos;

public class ConciliacionDiaria
{
    private static readonly TimeZoneInfo Lima = TimeZoneInfo.FindSystemTimeZoneById("America/Lima");

    public async Task Ejecutar()
    {
        var dia = TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow, Lima).Date.AddDays(-1);
        var filas = await _sftp.Leer($"conciliacion_{dia:yyyyMMdd}.csv");
        await Comparar(filas, _pagos.DelDia(dia, Lima));
    }
}
