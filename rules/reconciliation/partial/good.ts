export class SettlementComparison {
  constructor(private readonly payments: Map<string, Payment>) {}

  differences(rows: SettlementRow[]): SettlementRow[] {
    return rows.filter((row) => {
      const payment = this.payments.get(row.operationNumber);
      if (payment === undefined || payment.amount !== row.amount) return true;
      return payment.currency !== row.currency || payment.status !== row.status;
    });
  }
}
