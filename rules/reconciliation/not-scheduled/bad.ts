import Papa from 'papaparse';

@Injectable()
export class SettlementService {
  constructor(private readonly payments: PaymentRepository, private readonly sftp: Sftp) {}

  async importSettlement(): Promise<void> { // pe-audit: expect
    const { data } = Papa.parse(await this.sftp.read('payments.csv'), { header: true });
    await this.payments.compare(data);
  }
}
