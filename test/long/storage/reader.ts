/* Answers what an inventory file holds, as the program says it. One JSON line per question on standard input: { file, data }. */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { openSqlite } from '../../../src-main/inventory/file/sqlite-engine.ts';
import { must } from '../../unit/inventory/inventory-fixture.ts';
import { momentOf, openForProof } from './open-for-proof.ts';
import type { Reading } from './reading.ts';

const questionSchema = z.object({ file: z.string(), data: z.string().nullable(), andChange: z.boolean() });
/** Later than every step. */
const later = 10_000;

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await read(questionSchema.parse(JSON.parse(line))))}\n`);
}

async function read({ file, data, andChange }: z.infer<typeof questionSchema>): Promise<Reading> {
  let moment = momentOf(later);
  const inventory = await openForProof(file, data, () => moment);
  try {
    const snapshot = await inventory.snapshot();
    const { state, replaced, protection } = await inventory.status();
    const content = snapshot.ok ? { ...snapshot.value, revision: null } : null;
    const reading = {
      state,
      replaced,
      failure: snapshot.ok ? null : snapshot.failure.kind,
      whole: digestOf({ snapshot, protection }),
      content: digestOf(content),
      summary: snapshot.ok
        ? `revision ${String(snapshot.value.revision)}, ${String(snapshot.value.keys.length)} keys, ${String(snapshot.value.enrolments.length)} enrolments, ${snapshot.value.activity[0]?.kind ?? 'nothing done'}`
        : JSON.stringify(snapshot.failure),
    };
    if (snapshot.ok && andChange) {
      moment = momentOf(later + 1);
      const device = { owner: null, place: null, carriedOn: null, simIn: null, note: null } as const;
      await must(inventory.addDevice({ ...device, kind: 'computer', label: 'Afterwards' }));
    }
    return { ...reading, integrity: snapshot.ok && fs.existsSync(file) ? integrityOf(file, andChange) : 'ok' };
  } finally {
    await inventory.close();
  }
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);
}

function integrityOf(file: string, wasChanged: boolean): string {
  const journal = fs.statSync(`${file}-journal`, { throwIfNoEntry: false });
  // One whose header was not yet written is no transaction; the next change begins it again.
  if (wasChanged && journal !== undefined && journal.size > 0)
    return `a journal of ${String(journal.size)} bytes is left`;
  const database = openSqlite(file, true);
  try {
    return JSON.stringify(database.prepare('pragma integrity_check').all()) === '[{"integrity_check":"ok"}]'
      ? 'ok'
      : 'integrity_check';
  } finally {
    database.close();
  }
}
