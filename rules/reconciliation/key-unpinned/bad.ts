import { execFileSync } from 'node:child_process';

export class ReconciliationService {
  verify(file: string): void {
    execFileSync('gpg', ['--keyserver', 'hkps://keys.openpgp.org', '--recv-keys', '0xA1B2C3D4E5F60718']); // pe-audit: expect
    execFileSync('gpg', ['--no-default-keyring', '--keyring', 'payments.gpg', '--verify', `${file}.asc`, file]);
  }
}
