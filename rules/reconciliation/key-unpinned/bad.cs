using System.Diagnostics;

namespace Tienda.Pagos;

public class ConciliacionDiaria
{
    public void Verificar(string archivo)
    {
        var gpg = Process.Start("gpg", $"--verify {archivo}.asc {archivo}"); // pe-audit: expect
        gpg.WaitForExit();
        if (gpg.ExitCode != 0) throw new InvalidDataException("firma inválida");
    }
}
