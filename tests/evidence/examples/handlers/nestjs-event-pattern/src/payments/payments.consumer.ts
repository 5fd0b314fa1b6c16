@Controller()
export class PaymentsConsumer {
  // receives: PaymentsConsumer.onPaid at payment.notification
  @EventPattern('payment.notification')
  async onPaid(@Payload() notice: PaymentNotice) {
    await this.orders.update(notice.orderId, { status: 'paid' });
  }
}
