import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';

export interface Hit {
  readonly secret: string;
  readonly where: string;
  readonly form: string;
}

/** Lists every form in which a secret could be left in memory or on disk. */
function forms(secret: string): readonly (readonly [string, Buffer])[] {
  const hash = createHash('sha256').update(secret, 'utf8').digest().subarray(0, 16);
  return [
    ['UTF-8', Buffer.from(secret, 'utf8')],
    ['UTF-16LE', Buffer.from(secret, 'utf16le')],
    ['base64', Buffer.from(Buffer.from(secret, 'utf8').toString('base64'), 'latin1')],
    ['hex', Buffer.from(Buffer.from(secret, 'utf8').toString('hex'), 'latin1')],
    ['PIN hash', hash],
    ['PIN hash in hex', Buffer.from(hash.toString('hex'), 'latin1')],
  ];
}

/** Returns where and in which form secrets stand in some bytes. */
export function scan(bytes: Buffer, where: string, secrets: readonly string[]): readonly Hit[] {
  return secrets.flatMap((secret) =>
    forms(secret).flatMap(([form, needle]) => (bytes.includes(needle) ? [{ secret, where, form }] : [])),
  );
}

/** Reads what a process holds in memory that it can write to: heaps and stacks, in every form above. */
export function scanMemory(
  pid: number,
  secrets: readonly string[],
): { readonly hits: readonly Hit[]; readonly bytes: number } {
  const hits: Hit[] = [];
  const bytes = readMemory(pid, (chunk, where) => void hits.push(...scan(chunk, where, secrets)));
  return { hits, bytes };
}

/** Returns where bytes stand in the memory of a process: as they are, in hex and in base64. */
export function scanMemoryFor(pid: number, secret: Buffer): readonly string[] {
  const hits: string[] = [];
  const needles = [secret, ...(['hex', 'base64'] as const).map((form) => Buffer.from(secret.toString(form), 'latin1'))];
  readMemory(pid, (chunk, where) => {
    if (needles.some((needle) => chunk.includes(needle))) hits.push(where);
  });
  return hits;
}

/** Reads the memory of a process that it can write to, in pieces, and returns how much that was. */
function readMemory(pid: number, look: (chunk: Buffer, where: string) => void): number {
  const maps = readFileSync(`/proc/${pid}/maps`, 'utf8').split('\n');
  const memory = openSync(`/proc/${pid}/mem`, 'r');
  let total = 0;
  try {
    for (const line of maps) {
      const match = /^([0-9a-f]+)-([0-9a-f]+) rw\S+ \S+ \S+ \S+\s*(.*)$/.exec(line);
      if (match === null) continue;
      const start = Number.parseInt(match[1] ?? '', 16);
      const length = Number.parseInt(match[2] ?? '', 16) - start;
      const chunk = Buffer.alloc(Math.min(length, 16 * 1024 * 1024));
      for (let offset = 0; offset < length; offset += chunk.length) {
        let read = 0;
        try {
          read = readSync(memory, chunk, 0, Math.min(chunk.length, length - offset), start + offset);
        } catch {
          // Reserved but never touched: there is nothing to read.
          break;
        }
        total += read;
        look(chunk.subarray(0, read), `memory of ${pid} ${match[3] ?? ''}`.trim());
      }
    }
  } finally {
    closeSync(memory);
  }
  return total;
}
