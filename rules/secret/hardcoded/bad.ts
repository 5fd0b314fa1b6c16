import jwt from 'jsonwebtoken';

interface Credentials {
  accessKey: string;
  secretKey: string;
}

export const credentials: Credentials = {
  accessKey: 'YWFkNGViYmQwYzZkNTQ4', // pe-audit: expect
  secretKey: 'fah86Alq1XnPE8RHDg2YGhrUMB5mlwOli/H3awJj', // pe-audit: expect
};

export function session(user: string): string {
  return jwt.sign({ user }, 'firma-del-panel-2025', { expiresIn: '2h' }); // pe-audit: expect
}
