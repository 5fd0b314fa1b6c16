import { ConfigService } from '@nestjs/config';

export interface Options {
  secret?: string;
  token?: string;
}

export function secretFrom(config: ConfigService): string {
  return config.getOrThrow<string>('PAGOEFECTIVO_SECRET_KEY');
}

export const sessionSecret = process.env.SESSION_SECRET;
export const tokenHeader = process.env.TOKEN_HEADER ?? 'X-Shop-Token';
