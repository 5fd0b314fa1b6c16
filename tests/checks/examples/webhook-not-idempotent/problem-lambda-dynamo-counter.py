import json
import os

import boto3

table = boto3.resource("dynamodb").Table(os.environ["ACCOUNTS"])


def lambda_handler(event, context):
    notification = json.loads(event["body"])
    signature = event["headers"].get("PE-Signature", "")
    if not valid(signature, event["body"]):
        return {"statusCode": 401, "body": ""}
    if notification["eventType"] == "cip.paid":
        table.update_item(
            Key={"cip": notification["data"]["cip"]},
            UpdateExpression="ADD balance :amount SET payment_status = :paid",
            ExpressionAttributeValues={":amount": int(notification["data"]["amount"] * 100), ":paid": "PAID"},
        )
    return {"statusCode": 200, "body": ""}


def valid(signature, body):
    return signature == os.environ["TEST_SIGNATURE"]
