import { SqliteDialect, type SqliteDatabase, type SqliteStatement } from 'kysely';
import {
  openSqlite,
  type SqliteConnection,
  type SqliteStatement as EngineStatement,
  type SqliteValue,
} from './sqlite-engine.ts';
import { damaged } from './storage-failure.ts';

/** Creates Kysely's own SQLite dialect over an open database file. */
export function sqliteDialect(file: string, readOnly: boolean): SqliteDialect {
  return new SqliteDialect({ database: () => Promise.resolve(adapted(openSqlite(file, readOnly))) });
}

/** Adapts the interface of `node:sqlite` to the one of better-sqlite3, which Kysely expects. */
function adapted(connection: SqliteConnection): SqliteDatabase {
  return {
    close: () => connection.close(),
    prepare: (text): SqliteStatement => {
      const statement = connection.prepare(text);
      return {
        reader: statement.columns().length > 0,
        all: (parameters) => allRows(statement, parameters),
        run: (parameters) => statement.run(...parameters.map(boundValue)),
        iterate: () => {
          throw new Error('streaming is not used');
        },
      };
    },
  };
}

/** Reads all rows. Throws `inventory-damaged` on a number that no row of ours has: the engines throw a RangeError. */
function allRows(statement: EngineStatement, parameters: readonly unknown[]): unknown[] {
  try {
    return statement.all(...parameters.map(boundValue));
  } catch (error) {
    throw error instanceof RangeError ? damaged('a number out of range') : error;
  }
}

function boundValue(value: unknown): SqliteValue {
  if (value === null || typeof value === 'number' || typeof value === 'bigint') return value;
  if (value instanceof Uint8Array) return value;
  // The addon binds text up to the first NUL and would cut the rest without a word.
  if (typeof value === 'string' && !value.includes('\0')) return value;
  throw new TypeError('a value that cannot be stored');
}
