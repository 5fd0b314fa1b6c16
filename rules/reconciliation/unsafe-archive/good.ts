import { createReadStream, createWriteStream } from 'node:fs';
import path from 'node:path';
import unzipper from 'unzipper';

const MAX_ENTRY_BYTES = 50_000_000;

export class ReconciliationJob {
  constructor(private readonly payments: PaymentRepository) {}

  async unpack(file: string, folder: string): Promise<void> {
    createReadStream(file)
      .pipe(unzipper.Parse())
      .on('entry', (entry: unzipper.Entry) => {
        const target = path.resolve(folder, entry.path);
        if (!target.startsWith(folder + path.sep) || entry.vars.uncompressedSize > MAX_ENTRY_BYTES) {
          entry.autodrain();
          return;
        }
        entry.pipe(createWriteStream(target));
      });
  }
}
