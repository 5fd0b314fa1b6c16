package pagoefectivo

import "time"

func (c *Client) authorization(lima *time.Location) Authorization {
	date := time.Now().Format("2006-01-02T15:04:05")
	return Authorization{
		AccessKey:   c.accessKey,
		IDService:   c.serviceID,
		DateRequest: date, // pe-audit: expect
		HashString:  c.digest(date),
	}
}
