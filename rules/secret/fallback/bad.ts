import { ConfigService } from '@nestjs/config';

export const sessionSecret: string = process.env.SESSION_SECRET ?? 'tienda-andina'; // pe-audit: expect

export function secretFrom(config: ConfigService): string {
  return config.get<string>('PAGOEFECTIVO_SECRET_KEY', 'avisos-tienda-2025'); // pe-audit: expect
}
