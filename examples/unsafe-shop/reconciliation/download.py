"""Downloads the daily settlement report and compares it with the orders."""

import csv
import io
import os
from decimal import Decimal

import requests

REPORTS = "https://reports.pagoefectivo.pe/v1/settlements"


def settlement(day, token):
    response = requests.get(
        REPORTS,
        params={"date": day.isoformat()},
        headers={"Authorization": f"Bearer {token}"},
        timeout=60,
        verify=False,
    )
    response.raise_for_status()
    return list(csv.DictReader(io.StringIO(response.text)))


def differences(rows, orders):
    paid = {row["cip"]: Decimal(row["amount"]) for row in rows}
    return [order for order in orders if paid.get(order.cip) != order.total]


def token():
    return os.environ["PAGOEFECTIVO_TOKEN"]
