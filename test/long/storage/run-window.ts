import { execFile, execFileSync, spawn } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const commandLine = path.resolve('out/cli/sparekey.js');

/** Builds the command line where its sources changed. */
export function buildCommandLine(): void {
  execFileSync(process.execPath, [path.resolve('scripts/cli.mjs'), '--help']);
}

/** A program that writes to an inventory, with a data folder of its own. */
export interface Writing {
  readonly node: string;
  readonly file: string;
  readonly data: string;
  /** Stands before the number in what it writes. */
  readonly name: string;
  readonly writes: number;
}

/** Runs a program that is open all the time, has it write, and returns what it reported as written. Throws where it ends in another way. */
export function runWindow(programs: string, { node, file, data, name, writes }: Writing): Promise<string[]> {
  const child = spawn(node, [path.join(programs, 'window.js'), file, data, name, String(writes)]);
  let [output, errors] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => void (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => void (errors += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('close', (code) => {
      if (code === 0) resolve(output.split('\n').slice(0, -1));
      else reject(new Error(`${name} failed: ${errors}`));
    });
  });
}

/** Runs one command after the other, each its own process, and returns what was written. Throws where one has another status than 0. */
export async function runCommands({ node, file, data, name, writes }: Writing): Promise<string[]> {
  const written: string[] = [];
  for (let number = 0; number < writes; number++) {
    const label = `${name} ${String(number)}`;
    const command = ['inventory', 'devices', 'add', label, '--kind', 'phone', '--inventory', file, '--json'];
    await run(node, [commandLine, ...command], { env: { ...process.env, HOME: data, XDG_DATA_HOME: data } });
    written.push(label);
  }
  return written;
}
