import { spawn } from 'node:child_process';

/** Returns the arguments that open the demonstration beside this program: the same program and data folder, no inventory of its own. */
export function demoArguments(argv: readonly string[]): readonly string[] {
  const own = argv.slice(1);
  const kept = own.filter((one, index) => !/^--inventory(?:=|$)/.test(one) && own[index - 1] !== '--inventory');
  return [...kept.filter((one) => one !== '--demo'), '--demo'];
}

/** Opens the demonstration as a program of its own, which stays when this one ends. */
export function openDemo(): void {
  spawn(process.execPath, [...demoArguments(process.argv)], { detached: true, stdio: 'ignore' }).unref();
}
