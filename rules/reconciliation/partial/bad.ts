export class SettlementComparison {
  constructor(private readonly payments: Map<string, Payment>) {}

  differences(rows: SettlementRow[]): SettlementRow[] {
    return rows.filter((row) => {
      const payment = this.payments.get(row.operationNumber);
      return payment === undefined || payment.amount !== row.amount; // pe-audit: expect
    });
  }
}
