import Papa from 'papaparse';

export class SettlementService {
  constructor(private readonly payments: PaymentRepository) {}

  async importRows(text: string): Promise<void> {
    for (const row of Papa.parse<Row>(text, { header: true }).data) {
      const settlementId = row.settlement_id;
      await this.payments.reconciled(row.operationNumber, settlementId);
    }
  }
}
