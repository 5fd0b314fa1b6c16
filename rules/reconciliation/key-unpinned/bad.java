package pe.tienda.pagos;

public class LiquidacionVerificador {
    public void verificar(String archivo) throws Exception {
        Process gpg = new ProcessBuilder("gpg", "--verify", archivo + ".asc", archivo).start(); // pe-audit: expect
        if (gpg.waitFor() != 0) {
            throw new SecurityException("firma inválida");
        }
    }
}
