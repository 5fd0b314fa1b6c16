import java.text.SimpleDateFormat;
import java.util.Date;

class Authorization {
    static String now() {
        SimpleDateFormat format = new SimpleDateFormat("yyyy-MM-dd'T'HH:mm:ss'-05:00'"); // pe-audit: expect
        return format.format(new Date());
    }
}
