import { afterEach, describe, expect, it } from 'vitest';
import { createVirtualKey, type VirtualKey, type VirtualKeyOptions } from '../../../src-virtual-key/virtual-key.ts';
import { cliHarness, type CliHarness } from './cli-harness.ts';
import * as documents from './cli-schemas.ts';

const pin = '2481';
const harnesses: CliHarness[] = [];
afterEach(() => {
  for (const harness of harnesses.splice(0)) harness.remove();
});

function keyAndHarness(options: Partial<VirtualKeyOptions> = {}): { key: VirtualKey; harness: CliHarness } {
  const key = createVirtualKey({
    personality: 'bio',
    seed: 1,
    pin,
    fingerprints: ['left thumb'],
    touch: () => 'approve',
    credentials: [{ rpId: 'mail.example', userId: '01', userName: 'hana' }],
    ...options,
  });
  const harness = cliHarness([key]);
  harnesses.push(harness);
  return { key, harness };
}

describe('--by-finger', () => {
  it('lists the passkeys without asking for the PIN', async () => {
    const { key, harness } = keyAndHarness();
    const run = await harness.run(['passkeys', '--by-finger']);
    expect(run.status).toBe(0);
    expect(run.err).toContain('Touch the sensor of Virtual key with fingerprint sensor with a finger');
    expect(run.out).toContain('mail.example');
    expect(key.log.pinBearing).toEqual([]);
    const { by, passkeys } = documents.passkeysDocument.parse(
      (await harness.run(['passkeys', '--by-finger', '--json'])).json(),
    );
    expect([by, passkeys.length]).toEqual(['finger', 1]);
  });

  it('scan stores what was read so, and passkeys are renamed and deleted', async () => {
    const { key, harness } = keyAndHarness();
    const scan = documents.scanDocument.parse((await harness.run(['scan', '--by-finger', '--json'])).json());
    expect(scan).toMatchObject({ by: 'finger', added: [{ rpId: 'mail.example' }] });
    const id = Buffer.from(key.state.credentials[0]?.id ?? []).toString('hex');
    const renamed = await harness.run(['passkeys', 'rename', id, '--user-name', 'hanako', '--by-finger']);
    expect(renamed.status).toBe(0);
    expect(key.state.credentials.map(({ userName }) => userName)).toEqual(['hanako']);
    expect((await harness.run(['passkeys', 'delete', id, '--by-finger', '--yes'])).status).toBe(0);
    expect(key.state.credentials).toEqual([]);
    expect(key.log.pinBearing).toEqual([]);
  });

  it('a finger that is not recognised is said with the tries left, and asked for once', async () => {
    const { key, harness } = keyAndHarness({ touch: () => 'refuse' });
    const run = await harness.run(['passkeys', '--by-finger', '--json']);
    expect(run.status).toBe(4);
    expect(run.json()).toMatchObject({ error: { kind: 'finger-not-recognised', retriesLeft: 4 } });
    expect(run.err).toContain('4 tries left for a finger');
    expect(key.state).toMatchObject({ uvRetries: 4, pinRetries: 8 });
  });

  it('D-21 with no tries left the PIN is named as the other way, and not asked for by itself', async () => {
    const { key, harness } = keyAndHarness({ touch: () => 'refuse' });
    for (let finger = 0; finger < 5; finger++) await harness.run(['passkeys', '--by-finger']);
    key.log.clear();
    const run = await harness.run(['passkeys', '--by-finger'], { answers: [pin] });
    expect(run.status).toBe(4);
    expect(run.err).toContain('no tries are left for a finger');
    expect(run.err).toContain('Use the PIN');
    expect(key.log.named('clientPin.getPinUvAuthTokenUsingUv')).toEqual([]);
    expect(key.log.pinBearing).toEqual([]);
    expect((await harness.run(['passkeys'], { answers: [pin] })).status).toBe(0);
  });

  it.each<[string, Partial<VirtualKeyOptions>, string, string]>([
    ['no finger on it', { fingerprints: [] }, 'finger-not-set-up', 'No finger is enrolled'],
    ['no sensor', { personality: 'strict21', fingerprints: [] }, 'not-supported', 'no fingerprint sensor'],
  ])('a key with %s is asked for nothing', async (_about, options, kind, text) => {
    const { key, harness } = keyAndHarness(options);
    const run = await harness.run(['passkeys', '--by-finger', '--json']);
    expect(run.status).toBe(5);
    expect(run.json()).toMatchObject({ error: { kind } });
    expect(run.err).toContain(text);
    expect(key.log.named('clientPin.getPinUvAuthTokenUsingUv')).toEqual([]);
  });

  it.each([
    [['passkeys', '--by-finger', '--pin-stdin'], 'exclude each other'],
    [['fingerprints', '--by-finger'], 'takes the PIN'],
    [['pin', 'change', '--by-finger'], 'takes the PIN'],
    [['settings', 'set', 'always-uv', 'on', '--by-finger', '--yes'], 'takes the PIN'],
  ])('%j is a wrong use, and nothing is sent that unlocks', async (args, text) => {
    const { key, harness } = keyAndHarness();
    const run = await harness.run(args, { answers: [pin] });
    expect(run.status).toBe(2);
    expect(run.err).toContain(text);
    expect(key.log.pinBearing).toEqual([]);
    expect(key.log.named('clientPin.getPinUvAuthTokenUsingUv')).toEqual([]);
  });
});
