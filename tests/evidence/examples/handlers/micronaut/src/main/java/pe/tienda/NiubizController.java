@Controller("/niubiz")
public class NiubizController {
    // receives: NiubizController.onCallback at /niubiz/callback
    @Post("/callback")
    public HttpResponse<?> onCallback(@Body NiubizNotice notice) {
        orders.pay(notice.getPurchaseNumber());
        return HttpResponse.ok();
    }
}
