import moment from 'moment-timezone';

export class SettlementJob {
  constructor(private readonly payments: PaymentRepository, private readonly sftp: Sftp) {}

  async run(): Promise<void> {
    const day = moment.tz('America/Lima').subtract(1, 'day').format('YYYYMMDD');
    const rows = await this.sftp.read(`/settlements/payments_${day}.csv`);
    await this.payments.compare(day, rows);
  }
}
