package pagoefectivo

import "os"

const callbackURL = "http://bodega-andina.pe/pagoefectivo/callback/" // pe-audit: expect

type CIPRequest struct {
	Amount          string `json:"amount"`
	TransactionCode string `json:"transactionCode"`
	ReturnURL       string `json:"url_retorno"`
}

func NewCIPRequest(order Order) CIPRequest {
	return CIPRequest{
		Amount:          order.Total.String(),
		TransactionCode: order.Code,
		ReturnURL:       "http://" + os.Getenv("SHOP_DOMAIN") + "/compra/" + order.Code, // pe-audit: expect
	}
}
