import { Cron } from '@nestjs/schedule';
import Papa from 'papaparse';

@Injectable()
export class SettlementService {
  constructor(private readonly payments: PaymentRepository, private readonly sftp: Sftp) {}

  @Cron('0 6 * * *', { timeZone: 'America/Lima' })
  async importSettlement(): Promise<void> {
    const { data } = Papa.parse(await this.sftp.read('payments.csv'), { header: true });
    await this.payments.compare(data);
  }
}
