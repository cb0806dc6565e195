// Certificates for tests, made by openssl in a folder that the caller removes: an authority, and what it issued for this computer.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type Certificates = { caFile: string; certFile: string; keyFile: string };

const EC = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

const openssl = (folder: string, ...args: string[]): void => {
  execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
};

/** `name` tells several authorities of one folder apart; `subject` is the name in the certificate. */
export const makeCertificates = (
  folder: string,
  name: string,
  subject = 'IP:127.0.0.1,DNS:localhost',
): Certificates => {
  const file = (what: string) => `${name}-${what}.pem`;
  const [ca, caKey, cert, key, asked] = ['ca', 'ca-key', 'cert', 'key', 'asked'].map(file) as [
    string,
    string,
    string,
    string,
    string,
  ];
  const names = `${name}.ext`;
  writeFileSync(join(folder, names), `subjectAltName=${subject}\n`);
  openssl(
    ...[folder, 'req', '-x509', ...EC, '-days', '30', '-subj', `/CN=${name} authority`],
    ...['-keyout', caKey, '-out', ca],
  );
  openssl(folder, 'req', ...EC, '-subj', `/CN=${name}`, '-keyout', key, '-out', asked);
  openssl(
    ...[folder, 'x509', '-req', '-in', asked, '-CA', ca, '-CAkey', caKey, '-CAcreateserial'],
    ...['-days', '30', '-extfile', names, '-out', cert],
  );
  const path = (relative: string) => join(folder, relative);
  return { caFile: path(ca), certFile: path(cert), keyFile: path(key) };
};

export const readTls = ({ certFile, keyFile }: Certificates): { cert: string; key: string } => ({
  cert: readFileSync(certFile, 'utf8'),
  key: readFileSync(keyFile, 'utf8'),
});
