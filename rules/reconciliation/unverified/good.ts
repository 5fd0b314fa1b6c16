import { readFile } from 'node:fs/promises';
import JSZip from 'jszip';
import * as openpgp from 'openpgp';

export class ReconciliationService {
  constructor(private readonly payments: PaymentRepository, private readonly gatewayKey: openpgp.PublicKey) {}

  async import(file: string): Promise<void> {
    const content = await readFile(file);
    const signature = await openpgp.readSignature({ armoredSignature: await readFile(`${file}.asc`, 'utf8') });
    const message = await openpgp.createMessage({ binary: content });
    const { signatures } = await openpgp.verify({ message, signature, verificationKeys: this.gatewayKey });
    await signatures[0].verified;
    const archive = await JSZip.loadAsync(content);
    await this.payments.compare(await archive.file('payments.csv')!.async('string'));
  }
}
