import { readFileSync } from 'node:fs';
import * as soap from 'soap';

const WSDL = `${process.env.PE_SERVER}/PagoEfectivoWSCrypto/WSCrypto.asmx?WSDL`;

export async function descifrarNotificacion(data: string): Promise<string> {
  const client = await soap.createClientAsync(WSDL);
  const privateKey = readFileSync(process.env.PE_PRIVATEKEY!).toString('base64');
  const [answer] = await client.DecryptTextAsync({ encryptText: data, privateKey }); // pe-audit: expect
  return answer.DecryptTextResult;
}
