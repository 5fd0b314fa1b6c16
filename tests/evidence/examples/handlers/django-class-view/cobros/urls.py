from cobros.views import IpnView

urlpatterns = [path("cobros/ipn", IpnView.as_view())]
