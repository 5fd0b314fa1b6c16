package pe.tienda.pagos

import java.security.MessageDigest
import javax.crypto.Mac
import javax.crypto.spec.SecretKeySpec
import org.springframework.http.ResponseEntity
import org.springframework.web.bind.annotation.*

@RestController
class PagoEfectivoController(private val ajustes: Ajustes, private val recargas: Recargas) {

    @PostMapping("/pagoefectivo/notificacion")
    fun notificacion(@RequestBody cuerpo: String, @RequestHeader("PE-Signature") recibida: String): ResponseEntity<String> {
        val mac = Mac.getInstance("HmacSHA256")
        mac.init(SecretKeySpec(ajustes.secretKey.toByteArray(), "HmacSHA256"))
        val firma = mac.doFinal(cuerpo.toByteArray()).joinToString("") { "%02x".format(it) }
        if (!MessageDigest.isEqual(firma.toByteArray(), recibida.toByteArray())) {
            return ResponseEntity.status(401).body("firma no válida")
        }
        recargas.pagar(cuerpo)
        return ResponseEntity.ok("OK")
    }
}
