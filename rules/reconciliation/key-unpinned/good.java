package pe.tienda.pagos;

public class LiquidacionVerificador {
    private static final String LLAVERO = "/etc/pagos/pasarela.gpg";

    public void verificar(String archivo) throws Exception {
        Process gpg = new ProcessBuilder("gpgv", "--keyring", LLAVERO, archivo + ".asc", archivo).start();
        if (gpg.waitFor() != 0) {
            throw new SecurityException("firma inválida");
        }
    }
}
