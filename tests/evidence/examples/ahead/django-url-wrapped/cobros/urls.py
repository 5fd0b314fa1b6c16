from cobros import views
from cobros.firma import firmado

urlpatterns = [path("ipn/", csrf_exempt(firmado(views.ipn_izipay)))]
