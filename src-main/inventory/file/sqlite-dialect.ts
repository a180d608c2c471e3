import {
  CompiledQuery,
  type DatabaseConnection,
  type DatabaseIntrospector,
  type Dialect,
  type DialectAdapter,
  type Driver,
  type Kysely,
  type QueryCompiler,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import sqlite, { type Database } from 'node-sqlite3-wasm';

type BoundValue = number | bigint | string | Uint8Array | null;

/**
 * Kysely over node-sqlite3-wasm: the only file that knows the database engine, the same in Electron and in plain Node.
 * One engine on purpose: Node's own SQLite is absent before Node 22.5 and in Electron's test runtime, and two engines with different
 * locking on one file would need a second proof of everything the tests show.
 */
export class SqliteDialect implements Dialect {
  readonly #file: string;
  readonly #readOnly: boolean;

  constructor(file: string, options: { readonly readOnly?: boolean } = {}) {
    this.#file = file;
    this.#readOnly = options.readOnly ?? false;
  }

  createDriver(): Driver {
    return new SqliteDriver(this.#file, this.#readOnly);
  }

  createQueryCompiler(): QueryCompiler {
    return new SqliteQueryCompiler();
  }

  createAdapter(): DialectAdapter {
    return new SqliteAdapter();
  }

  createIntrospector(database: Kysely<unknown>): DatabaseIntrospector {
    return new SqliteIntrospector(database);
  }
}

class SqliteDriver implements Driver {
  readonly #file: string;
  readonly #readOnly: boolean;
  #database: Database | null = null;
  #connection: SqliteConnection | null = null;

  constructor(file: string, readOnly: boolean) {
    this.#file = file;
    this.#readOnly = readOnly;
  }

  init(): Promise<void> {
    this.#database = new sqlite.Database(this.#file, { fileMustExist: true, readOnly: this.#readOnly });
    this.#connection = new SqliteConnection(this.#database);
    return Promise.resolve();
  }

  acquireConnection(): Promise<DatabaseConnection> {
    if (this.#connection === null) throw new Error('the database is not open');
    return Promise.resolve(this.#connection);
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'));
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // After an I/O error or a full disk SQLite has already rolled back by itself.
    if (this.#database?.inTransaction === true) await connection.executeQuery(CompiledQuery.raw('rollback'));
  }

  releaseConnection(): Promise<void> {
    return Promise.resolve();
  }

  destroy(): Promise<void> {
    this.#database?.close();
    this.#database = null;
    this.#connection = null;
    return Promise.resolve();
  }
}

class SqliteConnection implements DatabaseConnection {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    try {
      return Promise.resolve(this.#execute<Row>(query));
    } catch (error) {
      return Promise.reject(error instanceof Error ? error : new Error(String(error)));
    }
  }

  #execute<Row>(query: CompiledQuery): QueryResult<Row> {
    // A statement that is not finalized keeps the file and the engine's lock folder after closing.
    const statement = this.#database.prepare(query.sql);
    try {
      const values = query.parameters.map(boundValue);
      if (isWrite(query)) {
        const { changes } = statement.run(values);
        return { rows: [], numAffectedRows: BigInt(changes) };
      }
      return { rows: statement.all(values) as Row[] };
    } finally {
      statement.finalize();
    }
  }

  streamQuery(): never {
    throw new Error('streaming is not used');
  }
}

function isWrite(query: CompiledQuery): boolean {
  const node = query.query;
  const kind = node.kind;
  if (kind !== 'InsertQueryNode' && kind !== 'UpdateQueryNode' && kind !== 'DeleteQueryNode') return false;
  return !('returning' in node) || node.returning === undefined;
}

function boundValue(value: unknown): BoundValue {
  if (value === null || typeof value === 'number' || typeof value === 'bigint') return value;
  if (value instanceof Uint8Array) return value;
  // The engine binds text up to the first NUL and would cut the rest without a word.
  if (typeof value === 'string' && !value.includes('\0')) return value;
  throw new TypeError('a value that cannot be stored');
}
