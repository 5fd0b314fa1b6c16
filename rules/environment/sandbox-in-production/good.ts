const baseUrls: Record<string, string> = {
  sandbox: 'https://pre1a.services.pagoefectivo.pe',
  production: 'https://services.pagoefectivo.pe',
};

export class PagoEfectivoClient {
  constructor(private readonly environment: 'sandbox' | 'production') {}

  url(): string {
    return baseUrls[this.environment];
  }
}
