package pe.shop.payments

import java.security.cert.X509Certificate
import javax.net.ssl.X509TrustManager
import okhttp3.OkHttpClient

object Everybody : X509TrustManager {
    override fun checkClientTrusted(chain: Array<X509Certificate>, type: String) = Unit
    override fun checkServerTrusted(chain: Array<X509Certificate>, type: String) {} // pe-audit: expect
    override fun getAcceptedIssuers(): Array<X509Certificate> = arrayOf()
}

fun client() = OkHttpClient.Builder()
    .sslSocketFactory(factoryOf(Everybody), Everybody)
    .hostnameVerifier { _, _ -> true } // pe-audit: expect
    .build()
