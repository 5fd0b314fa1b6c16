package pe.tienda.pagos

import org.springframework.http.ResponseEntity
import org.springframework.transaction.annotation.Transactional
import org.springframework.web.bind.annotation.PostMapping
import org.springframework.web.bind.annotation.RequestBody
import org.springframework.web.bind.annotation.RequestHeader
import org.springframework.web.bind.annotation.RestController

@RestController
class PagoEfectivoController(
    private val pedidos: PedidoRepository,
    private val almacen: AlmacenService,
    private val firmas: FirmaService,
) {
    @PostMapping("/pagoefectivo/notificacion")
    @Transactional
    fun notificacion(
        @RequestBody aviso: String,
        @RequestHeader("PE-Signature") firma: String,
    ): ResponseEntity<Void> {
        firmas.verificar(aviso, firma)
        val evento = Notificacion.leer(aviso)
        val pedido = pedidos.findByCipForUpdate(evento.data.cip) ?: return ResponseEntity.notFound().build()
        if (pedido.estado == Estado.PAGADO) return ResponseEntity.ok().build()
        pedido.estado = Estado.PAGADO
        pedido.operacion = evento.operationNumber
        pedidos.save(pedido)
        pedido.lineas.forEach { almacen.descontar(it.producto, it.cantidad) }
        return ResponseEntity.ok().build()
    }
}
