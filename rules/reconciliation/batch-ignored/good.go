package settlement

import (
	"encoding/csv"
	"io"
)

// Import marks the payments that the gateway settled.
func Import(file io.Reader, payments Payments) error {
	rows, err := csv.NewReader(file).ReadAll()
	for _, row := range rows {
		batch := row[0]
		payments.Reconciled(row[1], batch)
	}
	return err
}
