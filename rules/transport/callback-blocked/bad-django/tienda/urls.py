from django.urls import path

from pagos import views

urlpatterns = [
    path("pagos/webhook/", views.pagoefectivo_webhook),
]
