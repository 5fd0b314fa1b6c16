from django.urls import path

from . import views

urlpatterns = [
    path("gracias/", views.gracias),
    path("pagos/pagoefectivo/webhook/", views.recibir_pago, name="recibir_pago"),
]
