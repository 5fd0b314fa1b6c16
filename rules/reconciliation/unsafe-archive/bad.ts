import { createReadStream, createWriteStream } from 'node:fs';
import path from 'node:path';
import unzipper from 'unzipper';

export class ReconciliationJob {
  constructor(private readonly payments: PaymentRepository) {}

  async unpack(file: string, folder: string): Promise<void> {
    createReadStream(file)
      .pipe(unzipper.Parse())
      .on('entry', (entry: unzipper.Entry) => {
        entry.pipe(createWriteStream(path.join(folder, entry.path))); // pe-audit: expect
      });
  }
}
