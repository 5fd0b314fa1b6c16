import { Agent } from 'node:https';
import { HttpService } from '@nestjs/axios';
import { Injectable } from '@nestjs/common';
import { createPool } from './database';

@Injectable()
export class PagoEfectivoService {
  private readonly agent = new Agent({ rejectUnauthorized: true, minVersion: 'TLSv1.2' });
  private readonly pool = createPool({ ssl: { rejectUnauthorized: false } });

  constructor(private readonly http: HttpService) {}

  authorize(keys: AuthorizationRequest) {
    return this.http.post<AuthorizationResponse>('https://services.pagoefectivo.pe/v1/authorizations', keys, {
      httpsAgent: this.agent,
      timeout: 20_000,
    });
  }
}
