// The certificate files of `kitap central`: what it serves with, and what its stations are told to trust.
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { CentralError } from '../errors.ts';

export type TlsOptions = { tlsCert?: string; tlsKey?: string; tlsCa?: string };

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

const readPem = <T>(file: string, parse: (pem: string) => T): { pem: string; parsed: T } => {
  try {
    const pem = readFileSync(file, 'utf8');
    return { pem, parsed: parse(pem) };
  } catch (cause) {
    throw new CentralError('certificate-unreadable', file, { cause });
  }
};
const readCertificate = (file: string) => readPem(file, (pem) => new X509Certificate(pem));

/** Undefined: without HTTPS, to this computer alone. */
export const tlsOf = (
  { tlsCert, tlsKey }: TlsOptions,
  host: string,
): { cert: string; key: string } | undefined => {
  if (tlsCert !== undefined && tlsKey !== undefined)
    return { cert: readCertificate(tlsCert).pem, key: readPem(tlsKey, createPrivateKey).pem };
  // Names and tokens would travel in the open.
  if (!LOOPBACK.has(host) || tlsCert !== undefined || tlsKey !== undefined)
    throw new CentralError('tls-required', host);
  return undefined;
};

/** PEM of the issuer: the file of `--tls-ca`, or the certificate itself where it is its own. */
export const stationsCa = ({ tlsCert, tlsCa }: TlsOptions): string | undefined => {
  if (tlsCa !== undefined) return readCertificate(tlsCa).pem;
  if (tlsCert === undefined) return undefined;
  const { pem, parsed } = readCertificate(tlsCert);
  if (!parsed.checkIssued(parsed)) throw new CentralError('ca-needed', tlsCert);
  return pem;
};
