// Addresses of PostgreSQL, also with several hosts as libpq has them
// (`postgres://user@a:5432,b:5432/kitap?target_session_attrs=read-write`): taken apart for our driver,
// which knows one host a connection, and for PostgreSQL's own programs, which must not be given the
// password where every user of the machine could read it.

export type PostgresUrl = {
  /** As written, still percent-encoded; empty when there is none. */
  user: string;
  password: string;
  /** `host` or `host:port`, in the order in which they are tried. */
  hosts: string[];
  database: string;
  params: URLSearchParams;
};

const SHAPE =
  /^postgres(?:ql)?:\/\/(?:([^:@/]*)(?::([^@/]*))?@)?([^/?]*)(?:\/([^?]*))?(?:\?(.*))?$/;

export const isPostgresUrl = (database: string): boolean => /^postgres(ql)?:\/\//.test(database);

export const parsePostgresUrl = (url: string): PostgresUrl => {
  const parts = SHAPE.exec(url);
  if (parts === null)
    throw new TypeError('not an address of PostgreSQL: postgres://user@host/name');
  const [, user = '', password = '', hosts = '', database = '', query = ''] = parts;
  return { user, password, hosts: hosts.split(','), database, params: new URLSearchParams(query) };
};

const written = (url: PostgresUrl, hosts: string, secret: string): string => {
  const account = url.user === '' ? '' : `${url.user}${secret === '' ? '' : `:${secret}`}@`;
  const query = url.params.toString();
  return `postgres://${account}${hosts}/${url.database}${query === '' ? '' : `?${query}`}`;
};

/** One address for each host, and whether a host that takes no writes is passed over. */
export const perHost = (url: string): { urls: string[]; writableOnly: boolean } => {
  const parsed = parsePostgresUrl(url);
  const wanted = parsed.params.get('target_session_attrs');
  parsed.params.delete('target_session_attrs');
  const several = parsed.hosts.length > 1;
  return {
    urls: parsed.hosts.map((host) => written(parsed, host, parsed.password)),
    writableOnly: several ? wanted !== 'any' : wanted === 'read-write' || wanted === 'primary',
  };
};

/** For pg_dump and its like: the address without the password, and the environment that has it. */
export const forPrograms = (url: string): { address: string; env: Record<string, string> } => {
  const parsed = parsePostgresUrl(url);
  const secret = parsed.params.get('password') ?? decodeURIComponent(parsed.password);
  parsed.params.delete('password');
  const env: Record<string, string> = secret === '' ? {} : { PGPASSWORD: secret };
  return { address: written(parsed, parsed.hosts.join(','), ''), env };
};

/** The address as it may stand in a log or an answer. */
export const withoutPassword = (url: string): string => forPrograms(url).address;
