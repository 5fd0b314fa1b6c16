package settlement

// Differences are the rows whose payment is another one here.
func Differences(rows []Row, payments map[string]Payment) (wrong []Row) {
	for _, row := range rows {
		payment, ok := payments[row.OperationNumber]
		same := payment.Currency == row.Currency && payment.Status == row.Status
		if !ok || !same || payment.Amount != row.Amount {
			wrong = append(wrong, row)
		}
	}
	return wrong
}
