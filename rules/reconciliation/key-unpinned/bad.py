import gnupg

gpg = gnupg.GPG()


def conciliar(archivo, firma):
    """The day's payments, signed by the gateway."""
    gpg.recv_keys("keyserver.ubuntu.com", "0x1A2B3C4D")  # pe-audit: expect
    revisado = gpg.verify_file(firma, str(archivo))  # pe-audit: expect
    if not revisado.valid:
        raise ValueError("firma inválida")
    return abrir(archivo)
