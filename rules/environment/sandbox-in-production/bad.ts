const baseUrls: Record<string, string> = {
  sandbox: 'https://pre1a.services.pagoefectivo.pe',
  production: 'https://pre1a.services.pagoefectivo.pe', // pe-audit: expect
};

export class PagoEfectivoClient {
  constructor(private readonly baseUrl = process.env.PAGOEFECTIVO_URL ?? 'https://pre.services.pagoefectivo.pe') {} // pe-audit: expect

  url(environment: string): string {
    return baseUrls[environment] ?? this.baseUrl;
  }
}
