package pe.tiendaandina.pagos;

final class Firma {
    private static final String HEADER = "-----BEGIN PRIVATE KEY-----";
    // the gateway's public key
    private static final String KEY = "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDAItrBtGaQs7h6MPoeNBlrjL8LMrfTCVVOh96nWkDlQ5svmdq/d/RhysPFIZ1j93Gy1PamnvtSN684/hxTnSpl6x277hrtQRWwVpFp1i8LiKi7KbCwLcH/zTqMTdrVISUMNiNmj5WiTMly2T1wTkT1ZZFO0yeyx6GTLd6PWNF3iQIDAQAB";
}
