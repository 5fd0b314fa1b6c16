// Package pagoefectivo asks for CIPs. Old notices went to "http://bodega-andina.pe/pagoefectivo/callback/".
package pagoefectivo

import "os"

const callbackURL = "https://bodega-andina.pe/pagoefectivo/callback/"

const notificationNamespace = "http://schemas.xmlsoap.org/soap/envelope/"

type CIPRequest struct {
	Amount          string `json:"amount"`
	TransactionCode string `json:"transactionCode"`
	ReturnURL       string `json:"url_retorno"`
}

func NewCIPRequest(order Order) CIPRequest {
	return CIPRequest{
		Amount:          order.Total.String(),
		TransactionCode: order.Code,
		ReturnURL:       "https://" + os.Getenv("SHOP_DOMAIN") + "/compra/" + order.Code,
	}
}
