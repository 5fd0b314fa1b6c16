package settlement

// Differences are the rows whose payment is another one here.
func Differences(rows []Row, payments map[string]Payment) (wrong []Row) {
	for _, row := range rows {
		payment, ok := payments[row.OperationNumber]
		if !ok || payment.Amount != row.Amount { // pe-audit: expect
			wrong = append(wrong, row)
		}
	}
	return wrong
}
