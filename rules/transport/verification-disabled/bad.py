import ssl
from urllib.request import urlopen

import aiohttp
import requests

session = requests.Session()
session.verify = False  # pe-audit: expect


def create_cip(order, token):
    answer = requests.post(
        "https://services.pagoefectivo.pe/v1/cips",
        json=order,
        headers={"Authorization": f"Bearer {token}"},
        verify=False,  # pe-audit: expect
        timeout=20,
    )
    return answer.json()["data"]["cip"]


def rates(url):
    context = ssl.create_default_context()
    context.check_hostname = False  # pe-audit: expect
    context.verify_mode = ssl.CERT_NONE  # pe-audit: expect
    return urlopen(url, context=context).read()


async def status(url):
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=False)) as client:  # pe-audit: expect
        return await (await client.get(url)).json()


def legacy(url):
    return urlopen(url, context=ssl._create_unverified_context()).read()  # pe-audit: expect
