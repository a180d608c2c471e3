import fs from 'node:fs';
import path from 'node:path';
import { listBackups } from '../../../src-main/inventory/file/backups.ts';
import type { Acknowledged } from './acknowledged.ts';
import type { Reader } from './reader-process.ts';
import type { Reading } from './reading.ts';
import { foldersOf, type Script, type ScriptName, scripts } from './scripts.ts';

/**
 * Compares what is left below `root` with what was acknowledged: the state after the last acknowledged step, or that after the step that
 * was under way. Returns what must not be, in words.
 */
export async function faultsOf(
  script: ScriptName,
  reader: Reader,
  states: readonly Reading[],
  root: string,
  end: Acknowledged,
): Promise<string[]> {
  const { steps, fixture }: Script = scripts[script];
  const faults: string[] = [];
  const { file, data } = foldersOf(root);
  const under = steps[end.acknowledged];
  const passes = steps.findIndex(({ name }) => name === under?.passes) + 1;
  const may = [end.acknowledged, end.acknowledged + 1, ...(passes > 0 ? [passes] : [])];
  // Before anything is brought up to date in the place of the backups and kept files, these are read.
  const contents = new Set(states.map(({ content }) => content));
  for (const copy of copiesToRead(script, file, end)) {
    if (!fs.existsSync(copy)) faults.push(`${path.basename(copy)} is gone`);
    else {
      const { content, summary } = await reader.readCopy(copy);
      if (!contents.has(content)) faults.push(`${path.basename(copy)} is of no state: ${summary}`);
    }
  }
  const found = await reader.read(file, data, true);
  if (!may.some((step) => states[step]?.whole === found.whole)) {
    const index = states.findIndex(({ whole }) => whole === found.whole);
    faults.push(
      `acknowledged ${String(end.acknowledged)}, under way "${under?.name ?? 'end'}", found ${index < 0 ? found.summary : `state ${String(index)}`}`,
    );
  }
  if (found.integrity !== 'ok') faults.push(found.integrity);
  if (fixture !== null && !keptAs(fixture, file)) faults.push('the file of the earlier version was not kept');
  return faults;
}

/** Finds the files beside the inventory that must open: what was acknowledged last, and every backup of a script of backups. */
function copiesToRead(script: ScriptName, file: string, end: Acknowledged): readonly string[] {
  const { steps }: Script = scripts[script];
  const isErasing = steps.slice(0, end.acknowledged + 1).some(({ name }) => name === 'erase');
  const made = isErasing ? [] : end.made.slice(-2);
  const backups = script === 'backups' ? listBackups(file).map((each) => each.file) : [];
  return [...new Set([...made, ...backups])];
}

function keptAs(fixture: string, file: string): boolean {
  const folder = path.dirname(file);
  const content = fs.readFileSync(fixture);
  const kept = fs.readdirSync(folder).filter((name) => name.includes('-kept-'));
  return kept.length > 0 && kept.every((name) => fs.readFileSync(path.join(folder, name)).equals(content));
}
