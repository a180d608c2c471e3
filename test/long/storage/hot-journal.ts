import fs from 'node:fs';
import { openSqlite } from '../../../src-main/inventory/file/sqlite-engine.ts';

/**
 * Writes to `target` and the journal beside it what a process leaves that dies while it brings the content of `before` to that of `after`:
 * some pages are new, some old, and the journal has the old ones.
 */
export function leaveHotJournal(before: string, after: string, target: string): void {
  const working = `${target}.working`;
  fs.copyFileSync(before, working);
  const database = openSqlite(working, false);
  const run = (statement: string): void => {
    const prepared = database.prepare(statement);
    if (prepared.columns().length > 0) prepared.all();
    else prepared.run();
  };
  try {
    // Pages are written as soon as there is no room for them, after their old content is in the journal.
    for (const statement of ['journal_mode = truncate', 'synchronous = extra', 'cache_size = 2', 'cache_spill = 1']) {
      run(`pragma ${statement}`);
    }
    run(`attach '${after}' as after`);
    run('begin immediate');
    run('delete from main.record where id not in (select id from after.record)');
    run('replace into main.record select * from after.record');
    run('update main.head set sealed = (select sealed from after.head)');
    fs.copyFileSync(working, target);
    fs.copyFileSync(`${working}-journal`, `${target}-journal`);
    run('rollback');
  } finally {
    database.close();
    for (const name of [working, `${working}-journal`]) fs.rmSync(name, { force: true });
  }
}
