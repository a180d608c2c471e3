/*
 * Does the steps FROM+1 to TO of a script to the file below ROOT, and prints a line for each as soon as it is acknowledged. With KEEP, a
 * copy of the folder after each step is kept there. A step that fails ends it. Parameters: SCRIPT ROOT FROM TO [KEEP].
 */
import fs from 'node:fs';
import path from 'node:path';
import { momentOf, openForProof } from './open-for-proof.ts';
import { foldersOf, type Script, type ScriptName, scripts } from './scripts.ts';

const [name = '', root = '', from = '0', to = '0', keep] = process.argv.slice(2);
const script: Script = scripts[name as ScriptName];
const { file, data } = foldersOf(root);
// Synchronous, so that a line is out before the next step begins.
const say = (line: string): void => void fs.writeSync(1, `${line}\n`);

let moment = momentOf(Number(from));
const inventory = await openForProof(file, data, () => moment);
say('ready');
for (let index = Number(from); index < Number(to); index++) {
  moment = momentOf(index + 1);
  let made: string | void;
  try {
    made = await script.steps[index]?.run(inventory);
  } catch (error) {
    // A failure that the program has a name for; anything else is a defect.
    if (!(error instanceof Error) || !error.message.startsWith('failed: ')) throw error;
    say(error.message.replace(':', ''));
    break;
  }
  say(`done ${String(index + 1)}${typeof made === 'string' ? ` ${path.relative(root, made)}` : ''}`);
  if (keep !== undefined) fs.cpSync(root, path.join(keep, String(index + 1)), { recursive: true });
}
await inventory.close();
say('end');
