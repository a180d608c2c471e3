import { inspect } from 'node:util';

export interface Checks {
  /** Runs one check and prints how it went; a check that takes longer than the limit has failed. Never throws. */
  check(name: string, body: () => Promise<void> | void, limitMs?: number): Promise<boolean>;
  section(title: string): void;
  /** Prints a figure under the check that is running. */
  note(line: string): void;
  /** Prints the closing line and gives the exit status. */
  finish(): number;
}

/** Creates the runner for checks inside the lab machine: it needs nothing but Node. */
export function createChecks(print: (line: string) => void): Checks {
  let passed = 0;
  let failed = 0;
  return {
    section: (title) => print(`\n${title}`),
    note: (line) => print(`        ${line}`),
    check: async (name, body, limitMs = 180_000) => {
      const started = performance.now();
      const seconds = (): string => `${((performance.now() - started) / 1000).toFixed(1)} s`;
      try {
        await withLimit(body, limitMs);
        passed += 1;
        print(`  ok    ${name} (${seconds()})`);
        return true;
      } catch (error) {
        failed += 1;
        print(`  FAIL  ${name} (${seconds()})`);
        print(indent(error instanceof Error ? (error.stack ?? error.message) : inspect(error)));
        return false;
      }
    },
    finish: () => {
      print(`\n${passed} passed, ${failed} failed`);
      return failed === 0 && passed > 0 ? 0 : 1;
    },
  };
}

async function withLimit(body: () => Promise<void> | void, limitMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`not finished after ${limitMs / 1000} s`)), limitMs);
  });
  try {
    await Promise.race([body(), late]);
  } finally {
    clearTimeout(timer);
  }
}

function indent(text: string): string {
  return text
    .split('\n')
    .map((line) => `        ${line}`)
    .join('\n');
}
