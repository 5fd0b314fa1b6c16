import moment from 'moment';

export class SettlementJob {
  constructor(private readonly payments: PaymentRepository, private readonly sftp: Sftp) {}

  async run(): Promise<void> {
    const day = moment().subtract(1, 'day').format('YYYYMMDD'); // pe-audit: expect
    const rows = await this.sftp.read(`/settlements/payments_${day}.csv`);
    await this.payments.compare(day, rows);
  }
}
