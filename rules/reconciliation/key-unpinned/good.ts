import { execFileSync } from 'node:child_process';

export class ReconciliationService {
  verify(file: string): void {
    execFileSync('gpg', ['--no-default-keyring', '--keyring', 'payments.gpg', '--verify', `${file}.asc`, file]);
  }
}
