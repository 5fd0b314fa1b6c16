def save_settings(request):
    response = render(request, "admin/settings.html", {"saved": True})
    response.set_cookie("SecretKey", request.POST["secret_key"])  # pe-audit: expect
    response.set_cookie("theme", "dark")
    return response
