package settlement

import (
	"encoding/csv"
	"io"
)

// Import marks the payments that the gateway settled.
func Import(file io.Reader, payments Payments) error {
	rows, err := csv.NewReader(file).ReadAll()
	for _, row := range rows {
		var batch = row[0] // pe-audit: expect
		payments.Reconciled(row[1])
	}
	return err
}
