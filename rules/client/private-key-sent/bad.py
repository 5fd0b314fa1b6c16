from zeep import Client

from tienda.ajustes import PE_SERVER, RUTA_LLAVE_PRIVADA

cripto = Client(PE_SERVER + "/PagoEfectivoWSCrypto/WSCrypto.asmx?WSDL")


def firmar(xml: str) -> str:
    with open(RUTA_LLAVE_PRIVADA, "rb") as archivo:
        llave_privada = archivo.read()
    return cripto.service.Signer(xml, llave_privada)  # pe-audit: expect
