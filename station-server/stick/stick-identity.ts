// Whose files these are: a token names library and station, and the keys of sync by file follow from it.
import {
  type OpenKeys,
  publicKeyOf,
  publicKeyText,
  type SealKeys,
  secretOfToken,
  stationSigningKey,
} from '../circulation/stick/stick-keys.ts';
import { StationError } from '../errors.ts';

export type StickIdentity = {
  library: string;
  station: number;
  /** For what this station writes. */
  seal: SealKeys;
  /** For what central writes; undefined where central's public key is not here. */
  fromCentral: OpenKeys | undefined;
  /** For its own files, to know them again. */
  own: OpenKeys;
};

const TOKEN = /^([a-z0-9-]{1,64})\.([1-9][0-9]{0,2})\.[\w-]{43}$/;

/**
 * @param token and `centralKey` as `kitap central add-station` printed them
 * @throws StationError `sync-unauthorised` for a text that is no token, `stick-key-unknown` for a key that is none
 */
export const stickIdentity = (token: string, centralKey: string | null): StickIdentity => {
  const [, library = '', number] = TOKEN.exec(token) ?? [];
  if (library === '') throw new StationError('sync-unauthorised', { detail: 'the token file' });
  const secret = secretOfToken(token);
  const privateKey = stationSigningKey(token);
  const publicKey = publicKeyOf(publicKeyText(privateKey)) as OpenKeys['publicKey'];
  const central = centralKey === null ? undefined : publicKeyOf(centralKey);
  if (centralKey !== null && central === undefined) throw new StationError('stick-key-unknown');
  return {
    library,
    station: Number(number),
    seal: { secret, privateKey },
    fromCentral: central && { secret, publicKey: central },
    own: { secret, publicKey },
  };
};
