import jwt from 'jsonwebtoken';

interface Credentials {
  accessKey: string;
  secretKey: string;
}

export function credentials(env: NodeJS.ProcessEnv): Credentials {
  const accessKey = env['PAGOEFECTIVO_ACCESS_KEY'];
  const secretKey = env['PAGOEFECTIVO_SECRET_KEY'];
  if (!accessKey || !secretKey) throw new Error('PagoEfectivo is not configured');
  return { accessKey, secretKey };
}

export const passwordField: string = 'password';

export function session(user: string, key: string): string {
  return jwt.sign({ user }, key, { expiresIn: '2h', algorithm: 'HS256' });
}
