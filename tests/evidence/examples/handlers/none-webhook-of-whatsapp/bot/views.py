@csrf_exempt
def whatsapp_webhook(request):
    mensaje = json.loads(request.body)["entry"][0]["changes"][0]["value"]["messages"][0]
    responder(mensaje["from"], "Hola")
    return HttpResponse("OK")
