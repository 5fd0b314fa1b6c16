# receives: lambda_handler
def lambda_handler(event, context):
    aviso = json.loads(event["body"])
    tabla.update_item(Key={"cip": aviso["data"]["cip"]}, AttributeUpdates={"estado": {"Value": "pagado"}})
    return {"statusCode": 200}
