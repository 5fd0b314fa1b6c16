@Processor('payment-notifications')
export class NotificationsProcessor extends WorkerHost {
  async process(job: Job<Receipt>) {
    await this.mailer.sendReceipt(job.data.email, job.data.total);
  }
}
