def save_settings(request):
    Settings.objects.update_or_create(name="pagoefectivo", defaults={"secret_key": request.POST["secret_key"]})
    response = render(request, "admin/settings.html", {"saved": True})
    response.set_cookie("secret_key_saved", "1", max_age=60)
    return response
