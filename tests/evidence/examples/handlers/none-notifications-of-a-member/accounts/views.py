@login_required
def notifications(request):
    items = Notification.objects.filter(user=request.user, kind=request.POST.get("kind", "payment"))
    return render(request, "notifications.html", {"items": items})
