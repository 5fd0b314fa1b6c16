using System.Diagnostics;

namespace Tienda.Pagos;

public class ConciliacionDiaria
{
    private const string Huella = "7B3C1F0A9D5E4C6288A1B2C3D4E5F60718293A4B";

    public void Verificar(string archivo)
    {
        var gpg = Process.Start("gpg", $"--assert-signer {Huella} --verify {archivo}.asc {archivo}");
        gpg.WaitForExit();
        if (gpg.ExitCode != 0) throw new InvalidDataException("firma inválida");
    }
}
