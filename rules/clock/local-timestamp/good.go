package pagoefectivo

import "time"

func (c *Client) authorization(lima *time.Location) Authorization {
	date := time.Now().In(lima).Format(time.RFC3339)
	return Authorization{
		AccessKey:   c.accessKey,
		IDService:   c.serviceID,
		DateRequest: date,
		HashString:  c.digest(date),
	}
}
