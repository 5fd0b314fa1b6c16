import requests
from django.conf import settings
from tenacity import retry, retry_if_exception_type, stop_after_attempt, wait_random_exponential


@retry(
    retry=retry_if_exception_type(requests.ConnectionError),
    stop=stop_after_attempt(4),
    wait=wait_random_exponential(max=8),
)
def crear_cip(pedido, token):
    url = settings.PAGOEFECTIVO_URL + "/v1/cips"
    cuerpo = {
        "currency": "PEN",
        "amount": str(pedido.total),
        "transactionCode": pedido.codigo,
        "userEmail": pedido.correo,
    }
    cabeceras = {"Authorization": f"Bearer {token}", "Accept-Language": "es-PE"}
    respuesta = requests.post(url, json=cuerpo, headers=cabeceras, timeout=(5, 20))
    respuesta.raise_for_status()
    return respuesta.json()["data"]["cipUrl"]
