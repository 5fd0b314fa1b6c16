package settlement

import "time"

// Yesterday reconciles the payments of the day before.
func Yesterday(gateway Gateway, payments Payments) error {
	day := time.Now().AddDate(0, 0, -1).Format("20060102") // pe-audit: expect
	rows, err := gateway.File("payments_" + day + ".csv")
	if err != nil {
		return err
	}
	return payments.Compare(day, rows)
}
