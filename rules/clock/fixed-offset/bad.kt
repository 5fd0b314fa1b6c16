import java.text.SimpleDateFormat
import java.util.Date
import java.util.Locale

object Autorizacion {
    private val formato = SimpleDateFormat("yyyy-MM-dd'T'HH:mm:ss", Locale.US)

    fun fecha(): String = formato.format(Date()) + "-05:00" // pe-audit: expect
}
