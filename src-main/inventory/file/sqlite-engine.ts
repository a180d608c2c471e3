import { createRequire } from 'node:module';

/** A value that SQLite stores. */
export type SqliteValue = number | bigint | string | Uint8Array | null;

/** Part of a prepared statement that the inventory uses. */
export interface SqliteStatement {
  all(...parameters: SqliteValue[]): unknown[];
  run(...parameters: SqliteValue[]): { readonly changes: number | bigint; readonly lastInsertRowid: number | bigint };
  /** Lists the columns of the result; none where the statement returns no rows. */
  columns(): readonly unknown[];
}

/** Part of an open database that the inventory uses. */
export interface SqliteConnection {
  prepare(sql: string): SqliteStatement;
  close(): void;
}

interface SqliteModule {
  readonly DatabaseSync: new (
    file: string,
    options: { readonly readOnly: boolean; readonly timeout: number },
  ) => SqliteConnection;
}

/** Older versions can corrupt a database (WAL-reset bug of 3.7.0 to 3.51.2), and 3.52.0 was withdrawn. */
const oldestVersion = [3, 51, 3] as const;
/** The first Node whose own SQLite is not experimental: it would say so on standard error. */
const oldestNode = 24;

let loaded: SqliteModule | null = null;

/** Opens a database file, which SQLite makes where there is none. The only place that chooses the engine. */
export function openSqlite(file: string, readOnly: boolean): SqliteConnection {
  loaded ??= builtInEngine() ?? addonEngine();
  // SQLite would wait for locks inside its own call, and a window would stand still: callers wait (busy.ts).
  return new loaded.DatabaseSync(file, { readOnly, timeout: 0 });
}

/** Returns the engine of this runtime, or undefined where it has none, one that must not write, or one that is switched off. */
function builtInEngine(): SqliteModule | undefined {
  const { node, sqlite } = process.versions;
  if (Number(node.split('.')[0]) < oldestNode || sqlite === undefined || !isSound(sqlite)) return undefined;
  return process.getBuiltinModule('node:sqlite');
}

/** Returns the same interface as a native addon, for Node 20 and 22. */
function addonEngine(): SqliteModule {
  const require = createRequire(import.meta.url);
  const addon: unknown = require('@photostructure/sqlite');
  if (!isSqliteModule(addon)) throw new Error('@photostructure/sqlite has another interface');
  return addon;
}

function isSqliteModule(module: unknown): module is SqliteModule {
  return typeof module === 'object' && module !== null && 'DatabaseSync' in module;
}

/** Checks that a version of SQLite is one that the inventory may be written with. */
export function isSound(version: string): boolean {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  if (major !== oldestVersion[0] || (minor === 52 && patch === 0)) return false;
  return minor > oldestVersion[1] || (minor === oldestVersion[1] && patch >= oldestVersion[2]);
}
