import { describe, expect, it } from 'vitest';
import { ctapStatusName } from '../../../src-main/ctap2/status-codes.ts';
import { operationFailureSchema } from '../../../src-shared/domain/operation-failure-schema.ts';
import {
  journaledOperationNames,
  type OperationName,
  operationNames,
} from '../../../src-shared/operations/operation-names.ts';
import { operations } from '../../../src-shared/operations/operations.ts';
import { exampleKey, operationExamples, runExample, unlockExample } from '../../helpers/operation-examples.ts';
import type { KeySetup, OneKey } from '../../helpers/simulated-core.ts';

/** One request of an operation: its name in the log of the key, and how many of that name pass before. */
interface Step {
  readonly request: string;
  readonly skip: number;
  /** Whether it changes the key. */
  readonly changes: boolean;
  /** Whether the change has been made: whatever comes now, the operation succeeds. */
  readonly isAfterChange: boolean;
}

const statuses = Array.from({ length: 256 }, (_, status) => status);

/** Operations that read what came of it before they say so: nothing stays in doubt on a key that still answers. */
const readsBack: ReadonlySet<OperationName> = new Set<OperationName>(['add-fingerprint']);

/** For one test on a very busy computer, in milliseconds. */
const patience = 300_000;

/** CTAP 2.1 §8.2: still at it, gave up in the middle, an error without a meaning. The rest are refusals. */
const refusals = new Set([
  0x01, 0x02, 0x03, 0x04, 0x06, 0x0a, 0x0b, 0x11, 0x12, 0x14, 0x15, 0x16, 0x17, 0x18, 0x19, 0x22, 0x25, 0x26, 0x27,
  0x28, 0x29, 0x2a, 0x2b, 0x2c, 0x2d, 0x2e, 0x2f, 0x30, 0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0x37, 0x38, 0x39, 0x3a,
  0x3b, 0x3c, 0x3e, 0x3f, 0x40,
]);

/** Statuses after which the key is remembered as locked, or its count of tries as used. */
const locking = [0x31, 0x32, 0x34];

/**
 * Lists all 256, but where nothing depends on the number (after the change, on a second kind of key): there all that have a name, and a few
 * of those without, other ones at each step. SPAREKEY_LONG asks for all everywhere.
 */
function statusesAt(step: Step, index: number, isUsual: boolean): readonly number[] {
  if (process.env['SPAREKEY_LONG'] === '1' || (isUsual && !step.isAfterChange)) return statuses;
  return statuses.filter((status) => ctapStatusName(status) !== 'unknown' || status % 16 === index % 16);
}

/** Several keys at once take half the time. */
const lanes = 8;

async function inLanes<Item>(items: readonly Item[], run: (ofLane: readonly Item[]) => Promise<void>): Promise<void> {
  const lane = (number: number): readonly Item[] => items.filter((_item, index) => index % lanes === number);
  await Promise.all(Array.from({ length: lanes }, (_, number) => run(lane(number))));
}

/** Returns the requests that an operation sends where nothing goes wrong. */
async function stepsOf(name: OperationName, setup: KeySetup): Promise<readonly Step[]> {
  const one = await exampleKey(name, setup);
  expect((await runExample(name, one)).ok).toBe(true);
  const entries = one.key.log.entries.filter(({ name: request }) => request !== 'init');
  await one.core.close();
  return entries.map(({ name: request, destructive }, index) => ({
    request,
    skip: entries.slice(0, index).filter((entry) => entry.name === request).length,
    changes: destructive && operations[name].changesKey,
    isAfterChange: operations[name].changesKey && entries.slice(0, index).some((entry) => entry.destructive),
  }));
}

/** Asks once, with one status at one step. Returns whether the key has changed or remembers the refusal. */
async function checkStatus(name: OperationName, one: OneKey, step: Step, status: number): Promise<boolean> {
  const { key } = one;
  // A blink is no CTAP command: it is refused by CTAPHID.
  const fault = step.request === 'wink' ? { hidError: status } : { status };
  key.script.failNext(step.request, fault, { skip: step.skip });
  const outcome = await runExample(name, one);
  key.script.clear();
  const at = `${name}, ${step.request} ${step.skip}, ${status.toString(16)}`;
  const changed = key.log.destructive.some(({ carriedOut }) => carriedOut);
  expect(key.log.pinBearing.length, at).toBeLessThanOrEqual(1);
  expect(key.log.destructive.length, at).toBeLessThanOrEqual(1);
  if (outcome.ok) return changed;
  const { kind } = outcome.failure;
  expect(operationFailureSchema.safeParse(outcome.failure).success, at).toBe(true);
  expect(operations[name].failures, at).toContain(kind);
  expect(kind, at).not.toBe('unexpected');
  expect(changed, `${at}: said not to have happened`).toBe(false);
  // Zero is success with an answer that makes no sense: whether the key changed depends on the command.
  if (status === 0) return locking.includes(status);
  expect(kind === 'outcome-unknown', at).toBe(step.changes && !refusals.has(status));
  return locking.includes(status);
}

describe.each(operationNames)('every status at every step: %s', (name) => {
  it.each(operationExamples[name].setups)(
    'is a declared failure that says whether something was changed (%o)',
    async (setup) => {
      const steps = await stepsOf(name, setup);
      expect(steps.length).toBeGreaterThan(0);
      const isUsual = setup === operationExamples[name].setups[0];
      const questions = steps.flatMap((step, index) =>
        statusesAt(step, index, isUsual).map((status) => ({ step, status })),
      );
      await inLanes(questions, async (ofLane) => {
        let one = await exampleKey(name, setup);
        for (const { step, status } of ofLane) {
          if (await checkStatus(name, one, step, status)) {
            await one.core.close();
            one = await exampleKey(name, setup);
          } else await unlockExample(name, one);
        }
        await one.core.close();
      });
    },
    patience,
  );
});

it.each(journaledOperationNames)(
  'a %s that was carried out is never said to be refused where the status leaves it open',
  async (name) => {
    const [setup = {}] = operationExamples[name].setups;
    const step = (await stepsOf(name, setup)).find(({ changes }) => changes);
    if (step === undefined) throw new Error('nothing is changed');
    const inDoubt = statuses.filter((code) => code > 0 && !refusals.has(code));
    await inLanes(inDoubt, async (ofLane) => {
      for (const status of ofLane) {
        const one = await exampleKey(name, setup);
        one.key.script.failNext(step.request, { status, carryOut: true }, { skip: step.skip });
        const outcome = await runExample(name, one);
        const inDoubtStill = { kind: 'outcome-unknown', operation: name, code: status };
        expect(outcome.ok ? 'read back' : outcome.failure).toEqual(readsBack.has(name) ? 'read back' : inDoubtStill);
        await one.core.close();
      }
    });
  },
);
