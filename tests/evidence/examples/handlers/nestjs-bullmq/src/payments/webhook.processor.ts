@Processor('payment-webhooks')
export class WebhookProcessor extends WorkerHost {
  // receives: WebhookProcessor.process at payment-webhooks
  async process(job: Job<PaymentNotice>) {
    await this.orders.update({ cip: job.data.cip }, { status: 'paid' });
  }
}
