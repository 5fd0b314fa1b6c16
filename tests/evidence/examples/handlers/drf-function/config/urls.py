from pagos import rest

urlpatterns = [path("webhooks/culqi/", rest.culqi)]
