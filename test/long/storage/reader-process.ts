import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Engine } from './programs.ts';
import { type Reading, readingSchema } from './reading.ts';

/** A process that says what inventory files hold, on one engine. */
export interface Reader {
  /** Reads a file in its place, with what the data folder remembers of it; `andChange`: it must then take another change. */
  read(file: string, data: string | null, andChange?: boolean): Promise<Reading>;
  /** Reads a copy, so that the file itself stays as it is. */
  readCopy(file: string): Promise<Reading>;
  close(): void;
}

/** Starts a reader. */
export function startReader(engine: Engine, programs: string): Reader {
  const child = spawn(engine.node, [path.join(programs, 'reader.js')], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let queue: Promise<unknown> = Promise.resolve();
  const read: Reader['read'] = (file, data, andChange = false) => {
    const answer = queue.then(async () => {
      child.stdin.write(`${JSON.stringify({ file, data, andChange })}\n`);
      const line = await lines.next();
      if (line.done === true) throw new Error(`the reader died over ${file}`);
      return readingSchema.parse(JSON.parse(line.value));
    });
    queue = answer.catch(() => undefined);
    return answer;
  };
  return {
    read,
    async readCopy(file) {
      const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sparekey-copy-'));
      try {
        const copy = path.join(folder, 'inventory.sparekey');
        fs.copyFileSync(file, copy);
        if (fs.existsSync(`${file}-journal`)) fs.copyFileSync(`${file}-journal`, `${copy}-journal`);
        return await read(copy, null);
      } finally {
        fs.rmSync(folder, { recursive: true, force: true });
      }
    },
    close: () => void child.stdin.end(),
  };
}
