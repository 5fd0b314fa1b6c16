import java.text.SimpleDateFormat
import java.util.Date
import java.util.Locale
import java.util.TimeZone

object Autorizacion {
    private val formato = SimpleDateFormat("yyyy-MM-dd'T'HH:mm:ss", Locale.US)
        .apply { timeZone = TimeZone.getTimeZone("America/Lima") }

    fun fecha(): String = formato.format(Date()) + "-05:00"
}
