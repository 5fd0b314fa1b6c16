import { Injectable, Logger } from '@nestjs/common';
import { HttpService } from '@nestjs/axios';
import { ConfigService } from '@nestjs/config';
import { createHash } from 'crypto';
import { firstValueFrom } from 'rxjs';

@Injectable()
export class PagoEfectivoClient {
  private readonly logger = new Logger(PagoEfectivoClient.name);

  constructor(private readonly http: HttpService, private readonly config: ConfigService) {}

  async authorize(dateRequest: string): Promise<string> {
    const accessKey = this.config.get<string>('PAGOEFECTIVO_ACCESS_KEY');
    const secretKey = this.config.get<string>('PAGOEFECTIVO_SECRET_KEY');
    const plain = [this.config.get('PAGOEFECTIVO_ID_SERVICE'), accessKey, secretKey, dateRequest].join('.');
    this.logger.log(`Hash of ${plain.length} characters`);
    const hashString = createHash('sha256').update(plain).digest('hex');
    const response = await firstValueFrom(this.http.post('/v1/authorizations', { accessKey, dateRequest, hashString }));
    this.logger.log({ message: 'authorized', code: response.data.code, expires: response.data.data.tokenExpires });
    return response.data.data.token;
  }
}
