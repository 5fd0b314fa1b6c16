package settlement

import (
	"encoding/csv"
	"io"
)

// Reconcile compares the payments of one day.
func Reconcile(file io.Reader, payments Payments) error {
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		return err
	}
	return payments.Compare(rows)
}

// Daily runs it every morning.
func Daily(c *cron.Cron, open func() io.Reader, payments Payments) {
	c.AddFunc("CRON_TZ=America/Lima 0 6 * * *", func() { Reconcile(open(), payments) })
}
