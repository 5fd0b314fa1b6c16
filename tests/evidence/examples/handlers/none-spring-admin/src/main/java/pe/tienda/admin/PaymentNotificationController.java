@RestController
@RequestMapping("/admin/payment-notifications")
@PreAuthorize("hasRole('ADMIN')")
public class PaymentNotificationController {
    @PostMapping
    public PaymentNotification resend(@RequestBody ResendRequest request) {
        return notifications.resend(request.getId());
    }
}
