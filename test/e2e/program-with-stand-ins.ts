import { cpSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { appFolder } from './harness.ts';

/** Native packages that reach outside the program, by name: the file of test/helpers that stands in for each. */
type StandIns = Readonly<Partial<Record<'node-hid' | '@napi-rs/keyring', string>>>;

/** Copies the built program into a folder, with stand-ins for some native packages. Returns its folder. */
export function programWithStandIns(folder: string, standIns: StandIns): string {
  const program = join(folder, 'program');
  const packages = join(program, 'node_modules');
  mkdirSync(packages, { recursive: true });
  cpSync(join(appFolder, 'out'), join(program, 'out'), { recursive: true });
  cpSync(join(appFolder, 'package.json'), join(program, 'package.json'));
  const replaced = Object.keys(standIns);
  for (const name of packagesOf(join(appFolder, 'node_modules'))) {
    if (replaced.includes(name)) continue;
    mkdirSync(dirname(join(packages, name)), { recursive: true });
    symlinkSync(join(appFolder, 'node_modules', name), join(packages, name));
  }
  for (const [name, file] of Object.entries(standIns)) {
    mkdirSync(join(packages, name), { recursive: true });
    cpSync(join(appFolder, 'test', 'helpers', file), join(packages, name, 'index.mjs'));
    writeFileSync(join(packages, name, 'package.json'), JSON.stringify({ name, main: 'index.mjs' }));
  }
  return program;
}

/** Lists the packages of a node_modules folder, those of a scope each by itself. */
function packagesOf(folder: string): readonly string[] {
  return readdirSync(folder).flatMap((name) =>
    name.startsWith('@') ? readdirSync(join(folder, name)).map((inner) => `${name}/${inner}`) : [name],
  );
}
