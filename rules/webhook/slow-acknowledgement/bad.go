package pagos

import (
	"bytes"
	"net/http"
)

// NotificacionPagoEfectivo recibe el aviso de un CIP pagado.
func (s *Servidor) NotificacionPagoEfectivo(w http.ResponseWriter, r *http.Request) {
	aviso, err := s.leer(r, r.Header.Get("PE-Signature"))
	if err != nil {
		http.Error(w, "aviso", http.StatusBadRequest)
		return
	}
	if _, err := s.db.Exec("UPDATE pedidos SET estado = 'pagado' WHERE cip = $1", aviso.Data.CIP); err != nil {
		http.Error(w, "base de datos", http.StatusInternalServerError)
		return
	}
	resp, err := http.Post(s.almacen+"/despachos", "application/json", bytes.NewReader(aviso.JSON())) // pe-audit: expect
	if err == nil {
		resp.Body.Close()
	}
	w.WriteHeader(http.StatusOK)
}
