package settlement

import "time"

// Yesterday reconciles the payments of the day before.
func Yesterday(gateway Gateway, payments Payments, lima *time.Location) error {
	day := time.Now().In(lima).AddDate(0, 0, -1).Format("20060102")
	rows, err := gateway.File("payments_" + day + ".csv")
	if err != nil {
		return err
	}
	return payments.Compare(day, rows)
}
