import { afterEach, describe, expect, it } from 'vitest';
import { personalities } from '../../../src-virtual-key/personalities.ts';
import type { Personality } from '../../../src-virtual-key/personality.ts';
import { createVirtualKey, type VirtualKey, type VirtualKeyOptions } from '../../../src-virtual-key/virtual-key.ts';
import { cliHarness, type CliHarness } from './cli-harness.ts';
import * as documents from './cli-schemas.ts';

const pin = '2481';
/** A key with a sensor and a serial number. */
const yubikeyBio: Personality = {
  ...personalities.bio,
  usb: personalities.yubikey54.usb,
  yubico: personalities.yubikey54.yubico,
};
const harnesses: CliHarness[] = [];
afterEach(() => {
  for (const harness of harnesses.splice(0)) harness.remove();
});

function keyAndHarness(options: Partial<VirtualKeyOptions> = {}): { key: VirtualKey; harness: CliHarness } {
  const key = createVirtualKey({ personality: 'bio', seed: 1, pin, touch: () => 'approve', ...options });
  const harness = cliHarness([key]);
  harnesses.push(harness);
  return { key, harness };
}

const names = (key: VirtualKey) => key.state.fingerprints.map(({ name }) => name);

describe('fingerprints', () => {
  it('are listed with what the sensor tells', async () => {
    const { key, harness } = keyAndHarness({ fingerprints: ['left thumb', 'right thumb'] });
    const run = await harness.run(['fingerprints', '--json', '--pin-stdin'], { stdin: [pin] });
    const { fingerprints, sensor } = documents.fingerprintsDocument.parse(run.json());
    expect(fingerprints).toEqual(key.state.fingerprints.map(({ id, name }) => ({ templateId: id, name })));
    expect(sensor).toEqual({ kind: 'touch', samples: 4, nameBytes: 15, triesLeft: 5 });
    const { out } = await harness.run(['fingerprints', 'list'], { answers: [pin] });
    expect(out).toContain('left thumb');
    expect(out).toContain('Tries left for a finger');
    expect(out).toContain('does not tell how many more');
  });

  it('one is added with a line for each sample, and read back', async () => {
    const { key, harness } = keyAndHarness({ samples: [7, 0, 3] });
    const run = await harness.run(['fingerprints', 'add', '--name', 'right thumb'], { answers: [pin] });
    expect(run.status).toBe(0);
    expect(run.err).toContain('Touch the sensor of Virtual key with fingerprint sensor with the finger.');
    const lines = run.err.split('\n').filter((line) => line.includes(' of 4)'));
    expect(lines).toEqual([
      'Not clear enough: dry or clean the finger and the sensor, then touch again. (0 of 4)',
      'Good. Lift the finger, then touch again. (1 of 4)',
      'Too far left: move the finger to the right. (1 of 4)',
      'Good. Lift the finger, then touch again. (2 of 4)',
      'Good. Lift the finger, then touch again. (3 of 4)',
      'Good. Lift the finger, then touch again. (4 of 4)',
    ]);
    expect(run.out).toContain('right thumb');
    expect(names(key)).toEqual(['right thumb']);
    expect(key.log.pinBearing).toHaveLength(1);
  });

  it('with --json the lines go to standard error and the document alone to standard output', async () => {
    const { key, harness } = keyAndHarness();
    const run = await harness.run(['fingerprints', 'add', '--json', '--pin-stdin'], { stdin: [pin] });
    const { templateId, named, fingerprints } = documents.addFingerprintDocument.parse(run.json());
    expect([named, fingerprints]).toEqual([true, [{ templateId, name: null }]]);
    expect(key.state.fingerprints).toEqual([{ id: templateId, name: null }]);
    expect(run.err).toContain('(4 of 4)');
  });

  it('Ctrl-C ends an enrolment on the key', async () => {
    let touches = 0;
    const { key, harness } = keyAndHarness({ touch: () => (++touches < 3 ? 'approve' : 'ignore') });
    const { terminal, ended } = harness.start(['fingerprints', 'add', '--json', '--pin-stdin'], { stdin: [pin] });
    while (touches < 3) await new Promise((resolve) => setTimeout(resolve, 1));
    terminal.interrupt();
    const run = await ended;
    expect([run.status, documents.errorDocument.parse(run.json()).error.kind]).toEqual([6, 'cancelled']);
    expect(names(key)).toEqual([]);
    expect(key.state.waitingForTouch).toBe(false);
  });

  it('one is renamed by its name or its ID', async () => {
    const { key, harness } = keyAndHarness({ fingerprints: ['left', 'right'] });
    const run = await harness.run(['fingerprints', 'rename', 'left', 'thumb', '--json', '--pin-stdin'], {
      stdin: [pin],
    });
    expect(documents.renameFingerprintDocument.parse(run.json()).named).toBe(true);
    const id = key.state.fingerprints[1]?.id ?? '';
    const { out } = await harness.run(['fingerprints', 'rename', id.toUpperCase(), 'index'], { answers: [pin] });
    expect(out).toContain('index');
    expect(names(key)).toEqual(['thumb', 'index']);
  });

  it('one is removed after a question that says when it is the last', async () => {
    const { key, harness } = keyAndHarness({ fingerprints: ['left'] });
    const refused = await harness.run(['fingerprints', 'remove', 'left'], { answers: [pin, 'n'] });
    expect(refused.status).toBe(6);
    expect(refused.err).toContain('It is the only one');
    expect(names(key)).toEqual(['left']);
    const run = await harness.run(['fingerprints', 'remove', 'left', '--yes', '--json', '--pin-stdin'], {
      stdin: [pin],
    });
    expect(documents.removeFingerprintDocument.parse(run.json())).toMatchObject({
      stillListed: false,
      fingerprints: [],
    });
    expect(names(key)).toEqual([]);
    const { out } = await harness.run(['fingerprints'], { answers: [pin] });
    expect(out).toContain('No fingerprint is on this key.');
  });

  it('an unknown one, one of several of a name, and a name that is too long are refused', async () => {
    const { key, harness } = keyAndHarness({ fingerprints: ['left', 'left'] });
    const run = (...args: string[]) =>
      harness.run(['fingerprints', ...args, '--json', '--yes', '--pin-stdin'], { stdin: [pin] });
    const failures = await Promise.all(
      [
        ['remove', 'thumb'],
        ['remove', 'left'],
        ['rename', key.state.fingerprints[0]?.id ?? '', 'x'.repeat(16)],
        ['rename', 'left', 'x'.repeat(65)],
      ].map(async (args) => {
        const { status, json } = await run(...args);
        return [status, documents.errorDocument.parse(json()).error.kind];
      }),
    );
    expect(failures).toEqual([
      [5, 'fingerprint-not-found'],
      [2, 'usage'],
      [2, 'input-invalid'],
      [2, 'usage'],
    ]);
    expect(key.log.destructive).toEqual([]);
  });

  it.each<[string, Partial<VirtualKeyOptions>, number, string]>([
    ['without a sensor', { personality: 'strict21' }, 5, 'not-supported'],
    ['that speaks U2F only', { personality: 'u2fOnly' }, 5, 'not-supported'],
    ['that is full', { fingerprints: ['1', '2', '3', '4', '5'] }, 5, 'fingerprints-full'],
    ['whose owner does not touch it', { samples: [13, 13] }, 6, 'touch-timed-out'],
    ['that only says so', { fingerprints: ['left'], quirks: { enrolmentDoesNothing: true } }, 5, 'enrolment-lost'],
  ])('a key %s gets none, and says why', async (_about, options, status, kind) => {
    const { harness } = keyAndHarness(options);
    const run = await harness.run(['fingerprints', 'add', '--json', '--pin-stdin'], { stdin: [pin] });
    expect([run.status, documents.errorDocument.parse(run.json()).error.kind]).toEqual([status, kind]);
  });

  it('without a PIN there is no asking for one', async () => {
    const key = createVirtualKey({ personality: 'bio', seed: 1 });
    const harness = cliHarness([key]);
    harnesses.push(harness);
    const run = await harness.run(['fingerprints', '--json']);
    expect([run.status, documents.errorDocument.parse(run.json()).error.kind]).toEqual([5, 'pin-not-set']);
  });

  it.each([
    ['rename', { renamingDoesNothing: true }],
    ['remove', { deletionDoesNothing: true }],
  ] as const)('a %s that the key only says that it did is a failure', async (command, quirks) => {
    const { harness } = keyAndHarness({ fingerprints: ['left'], quirks });
    const args = ['fingerprints', command, 'left', ...(command === 'rename' ? ['thumb'] : ['--yes'])];
    const run = await harness.run([...args, '--json', '--pin-stdin'], { stdin: [pin] });
    expect([run.status, documents.errorDocument.parse(run.json()).error.kind]).toEqual([5, 'key-broke-protocol']);
  });

  it.each([
    ['add', []],
    ['rename', ['left', 'thumb']],
    ['remove', ['left', '--yes']],
  ] as const)('a %s that nobody could read back says so', async (command, args) => {
    const { harness } = keyAndHarness({ fingerprints: ['left'], quirks: { tokenDiesAfterWrite: true } });
    const run = await harness.run(['fingerprints', command, ...args], { answers: [pin] });
    expect([run.status, run.out]).toEqual([0, expect.stringContaining('could not be read back')]);
  });

  it('what was done stands in the history of a remembered key', async () => {
    const { harness } = keyAndHarness({ personality: yubikeyBio, yubicoSerial: 4711, fingerprints: ['left'] });
    await harness.run(['scan', '--as', 'new', '--pin-stdin'], { stdin: [pin] });
    await harness.run(['fingerprints', 'rename', 'left', 'thumb', '--pin-stdin'], { stdin: [pin] });
    await harness.run(['fingerprints', 'remove', 'thumb', '--yes', '--pin-stdin'], { stdin: [pin] });
    const { out } = await harness.run(['inventory', 'history']);
    expect(out).toContain('was renamed to “thumb”');
    expect(out).toContain('A fingerprint was removed from');
  });
});
