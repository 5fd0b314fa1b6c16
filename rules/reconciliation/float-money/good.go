package settlement

import "github.com/shopspring/decimal"

// Compare finds the payments whose amount is not what the gateway settled.
func Compare(rows [][]string, payments map[string]Payment) (wrong []string, err error) {
	for _, row := range rows {
		amount, err := decimal.NewFromString(row[3])
		if err != nil {
			return nil, err
		}
		if !payments[row[0]].Amount.Equal(amount) {
			wrong = append(wrong, row[0])
		}
	}
	return wrong, nil
}
