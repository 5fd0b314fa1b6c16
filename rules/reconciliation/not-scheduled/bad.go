package settlement

import (
	"encoding/csv"
	"io"
)

// Reconcile compares the payments of one day.
func Reconcile(file io.Reader, payments Payments) error { // pe-audit: expect
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		return err
	}
	return payments.Compare(rows)
}
