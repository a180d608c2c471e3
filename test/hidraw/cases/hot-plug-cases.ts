import { equal, ok } from 'node:assert/strict';
import { z } from 'zod';
import type { Lab, LabKey } from '../guest-lab.ts';
import { type RunningProgram, startProgram } from '../programs.ts';
import { until } from '../usb-gadget.ts';

const changeSchema = z.object({ at: z.number(), keys: z.array(z.object({ path: z.string(), state: z.string() })) });
type Change = z.infer<typeof changeSchema>;
const noticeWithinMs = 1_000;
const rounds = 3;

/** Plugs keys in and out while the key manager watches, as in the window: reported within a second (Linux). */
export async function hotPlugCases(lab: Lab): Promise<void> {
  const { check, note, section } = lab.checks;
  section('hot-plug, seen by the key manager over node-hid');
  const watcher = startProgram([process.execPath, 'test/hidraw/watch-keys.ts'], { limitMs: 300_000 });
  await watcher.waitFor((output) => output.includes('"watching":true'));

  for (const [bus, create] of [
    ['/dev/uhid', () => lab.uhid({ personality: 'strict21', seed: 21, pin: '123456' })],
    ['the pretended USB bus', () => lab.usb({ personality: 'yubikey54', seed: 22, pin: '123456' })],
  ] as const) {
    await check(
      `a key on ${bus} is noticed within ${noticeWithinMs} ms of coming and of going, ${rounds} times`,
      async () => {
        const key = await create();
        await becomesReady(watcher, key);
        const took: number[] = [];
        for (let round = 0; round < rounds; round += 1) {
          const { node } = key;
          took.push(
            await noticed(
              watcher,
              () => key.unplug(),
              (paths) => !paths.includes(node),
            ),
          );
          took.push(
            await noticed(
              watcher,
              () => key.plug(),
              (paths) => paths.includes(key.node),
            ),
          );
          await becomesReady(watcher, key);
        }
        note(`longest ${Math.max(...took)} ms of n = ${took.length}`);
        ok(Math.max(...took) <= noticeWithinMs, `told after ${took.join(', ')} ms`);
      },
    );
  }

  await check('two keys that come together are both read', async () => {
    const [first, second] = await Promise.all([
      lab.uhid({ personality: 'yubikey52', seed: 23 }),
      lab.uhid({ personality: 'yubikey52', seed: 24 }),
    ]);
    await becomesReady(watcher, first);
    await becomesReady(watcher, second);
  });

  await check('the watcher ends when it is told to', async () => {
    watcher.child.stdin.end();
    equal((await watcher.result).status, 0);
  });
  await check('the virtual keys had no fault of their own', () => lab.clear());
}

/** Measures the milliseconds from when the kernel's node had come or gone until the watcher reported it. */
async function noticed(
  watcher: RunningProgram,
  action: () => Promise<void>,
  holds: (paths: readonly string[]) => boolean,
): Promise<number> {
  const before = changes(watcher).length;
  await action();
  const since = Date.now();
  const told = (): Change | undefined =>
    changes(watcher)
      .slice(before)
      .find(({ keys }) => holds(keys.map(({ path }) => path)));
  await until(() => told() !== undefined, 'the watcher told nothing');
  return Math.max(0, (told()?.at ?? 0) - since);
}

async function becomesReady(watcher: RunningProgram, { node }: LabKey): Promise<void> {
  await until(
    () =>
      changes(watcher)
        .at(-1)
        ?.keys.some(({ path, state }) => path === node && state === 'ready') === true,
    `${node} was never read`,
  );
}

function changes(watcher: RunningProgram): readonly Change[] {
  return watcher
    .output()
    .split('\n')
    .slice(0, -1)
    .flatMap((line) => {
      const change = line.startsWith('{"at"') ? changeSchema.safeParse(JSON.parse(line)) : null;
      return change?.success === true ? [change.data] : [];
    });
}
