/*
 * Measures the desk of the issue check in the window: from the moment in which a simulated key is plugged in, at the pace of a real bus, until its
 * verdict is drawn; and whether memory stays flat over many keys, one after another, without a press. Fails where a verdict takes two seconds,
 * or the heap of the page or of the main process grows. Run: npm run bench -- desk [KEYS].
 */
import { loadavg } from 'node:os';
import { launch, removeFolder, type Running } from '../e2e/harness.ts';

const keys = Number(process.argv[2] ?? 200);
const rounds = ['fresh', 'leftovers'] as const;
const verdicts: Readonly<Record<(typeof rounds)[number], string>> = { fresh: 'ISSUE', leftovers: 'DO NOT ISSUE' };
const limitMs = 2_000;
/** Bytes by which a heap may be larger at the end than in the middle: checks that are listed, not more. */
const flatBytes = 6_000_000;

interface Memory {
  readonly page: number;
  readonly nodes: number;
  readonly main: number;
  /** Working sets of all processes, in megabytes. */
  readonly all: number;
}

const running = await launch({ args: ['--demo-desk'] });
const { window } = running;
let status = 0;
try {
  await window.evaluate(() => globalThis.window.sparekey.app.setSettings({ language: 'en' }));
  await window.getByRole('navigation').locator('[data-view="check"]').click();
  await window.getByRole('heading', { level: 2 }).first().waitFor();
  const times: number[] = [];
  const memories: Memory[] = [];
  for (let index = 0; index < keys; index++) {
    const id = rounds[index % rounds.length] ?? 'fresh';
    times.push(await timeToVerdict(id));
    if (index + 1 === Math.ceil(keys / 2) || index + 1 === keys) memories.push(await memoryOf(running));
  }
  const sorted = times.toSorted((left, right) => left - right);
  const at = (share: number): string =>
    (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(0);
  process.stdout.write(
    `${String(keys)} keys, load ${loadavg()[0]?.toFixed(1) ?? ''}: plug to verdict median ${at(0.5)} ms, p95 ${at(0.95)} ms, longest ${at(1)} ms\n`,
  );
  const [middle, end] = memories;
  for (const [name, memory] of [
    ['half', middle],
    ['end', end],
  ] as const) {
    process.stdout.write(
      `${name}: page ${megabytes(memory?.page)} MB in ${String(memory?.nodes)} nodes, main ${megabytes(memory?.main)} MB, all processes ${memory?.all.toFixed(0) ?? ''} MB\n`,
    );
  }
  const grows =
    (end?.page ?? 0) - (middle?.page ?? 0) > flatBytes || (end?.main ?? 0) - (middle?.main ?? 0) > flatBytes;
  if (grows || (sorted.at(-1) ?? 0) > limitMs) {
    process.stdout.write('the desk does not keep what it promises\n');
    status = 1;
  }
} finally {
  await running.close();
  removeFolder(running.folder);
}
process.exit(status);

/** Plugs a key in and waits, in the page, until its verdict is drawn; then takes it out again. Returns milliseconds. */
function timeToVerdict(id: (typeof rounds)[number]): Promise<number> {
  return window.evaluate(
    async ({ key, verdict }) => {
      const shown = (): string => document.querySelector('main h2')?.textContent ?? '';
      const nextFrame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));
      const { demo } = globalThis.window.sparekey;
      const startedAt = performance.now();
      await demo.plug({ id: key, plugged: true });
      while (shown() !== verdict) await nextFrame();
      const time = performance.now() - startedAt;
      await demo.plug({ id: key, plugged: false });
      return time;
    },
    { key: id, verdict: verdicts[id] },
  );
}

/** Reads what is used after everything that nobody holds was collected. */
async function memoryOf({ app, window: page }: Running): Promise<Memory> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const { nodes } = await session.send('Memory.getDOMCounters');
  await session.detach();
  const { main, all } = await app.evaluate(({ app: electron }) => {
    const { setFlagsFromString } = process.getBuiltinModule('node:v8');
    const { runInNewContext } = process.getBuiltinModule('node:vm');
    setFlagsFromString('--expose-gc');
    (runInNewContext('gc') as () => void)();
    const sizes = electron.getAppMetrics().map(({ memory }) => memory.workingSetSize / 1_024);
    return { main: process.memoryUsage().heapUsed, all: sizes.reduce((sum, size) => sum + size, 0) };
  });
  return { page: usedSize, nodes, main, all };
}

function megabytes(bytes: number | undefined): string {
  return ((bytes ?? 0) / 1_000_000).toFixed(1);
}
