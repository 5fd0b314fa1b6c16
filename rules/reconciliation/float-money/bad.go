package settlement

import "strconv"

// Compare finds the payments whose amount is not what the gateway settled.
func Compare(rows [][]string, payments map[string]Payment) (wrong []string, err error) {
	for _, row := range rows {
		amount, err := strconv.ParseFloat(row[3], 64) // pe-audit: expect
		if err != nil {
			return nil, err
		}
		if payments[row[0]].Amount != amount {
			wrong = append(wrong, row[0])
		}
	}
	return wrong, nil
}
