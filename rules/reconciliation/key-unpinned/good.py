import gnupg

gpg = gnupg.GPG()
HUELLA = "7B3C1F0A9D5E4C6288A1B2C3D4E5F60718293A4B"


def conciliar(archivo, firma):
    """The day's payments, signed by the gateway."""
    revisado = gpg.verify_file(firma, str(archivo))
    if not revisado.valid or revisado.pubkey_fingerprint != HUELLA:
        raise ValueError("firma inválida")
    return abrir(archivo)
