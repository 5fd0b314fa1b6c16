import java.text.SimpleDateFormat;
import java.util.Date;
import java.util.TimeZone;

class Authorization {
    static String now() {
        SimpleDateFormat format = new SimpleDateFormat("yyyy-MM-dd'T'HH:mm:ss'-05:00'");
        format.setTimeZone(TimeZone.getTimeZone("America/Lima"));
        return format.format(new Date());
    }
}
