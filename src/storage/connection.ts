import pg from 'pg';

/** How to log in to a database; what `pg` and pg-boss both understand. */
export interface Connection {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
  readonly password?: string;
  /** Settings sent at login: `-c role=…`. */
  readonly options?: string;
  readonly ssl?: boolean | object;
}

/**
 * A connection string (or a whole `pg` URL with its parameters) taken apart.
 * @throws Error with the cure when it cannot be read.
 */
export function connectionOf(url: string): Connection {
  try {
    const parsed = new URL(url);
    if (!/^postgres(ql)?:$/.test(parsed.protocol)) throw new Error('another protocol');
    const { host, port, user, database, password, ssl } = new pg.Client({ connectionString: url });
    const options = parsed.searchParams.get('options');
    return {
      host,
      port,
      user: user ?? '',
      database: database ?? '',
      // A password in a file or the environment is found by `pg` itself.
      ...(typeof password === 'string' ? { password } : {}),
      ...(options ? { options } : {}),
      ...(ssl ? { ssl } : {}),
    };
  } catch {
    // The parser's own message would quote the string, and with it the password.
    throw new Error('DATABASE_URL cannot be read. Write postgres://user:password@host:5432/database');
  }
}

/** One connection for `work`, closed afterwards. */
export async function withClient<T>(
  connection: Connection,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
