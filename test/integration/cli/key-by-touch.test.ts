import { afterEach, describe, expect, it } from 'vitest';
import { createVirtualKey, type VirtualKey, type VirtualKeyOptions } from '../../../src-virtual-key/virtual-key.ts';
import { cliHarness, type CliHarness } from './cli-harness.ts';
import * as documents from './cli-schemas.ts';

const harnesses: CliHarness[] = [];
afterEach(() => {
  for (const harness of harnesses.splice(0)) harness.remove();
});

const key = (seed: number, options: Partial<VirtualKeyOptions> = {}): VirtualKey =>
  createVirtualKey({ personality: 'strict21', seed, pin: '2481', ...options });

function withKeys(...keys: VirtualKey[]): CliHarness {
  const harness = cliHarness(keys);
  harnesses.push(harness);
  return harness;
}

async function waiting(keys: readonly VirtualKey[]): Promise<void> {
  await expect.poll(() => keys.every((one) => one.state.waitingForTouch)).toBe(true);
}

describe('--key touch', () => {
  it('means the one of three that is touched; the others are cancelled, and no PIN is sent', async () => {
    // The second speaks CTAP 2.0 and knows no authenticatorSelection.
    const keys = [key(1), key(2, { personality: 'ctap20' }), key(3)] as const;
    const { ended, terminal } = withKeys(...keys).start(['info', '--key', 'touch', '--json']);
    await waiting(keys);
    keys[1].touch();
    const run = await ended;
    expect(run.status).toBe(0);
    expect(documents.infoDocument.parse(run.json()).path).toBe('virtual-key-1');
    expect(keys.map((one) => [one.state.waitingForTouch, one.log.pinBearing.length, one.state.pinRetries])).toEqual([
      [false, 0, 8],
      [false, 0, 8],
      [false, 0, 8],
    ]);
    expect(terminal.noted.filter((line) => line.includes('Touch'))).toHaveLength(1);
  });

  it('names the keys that cannot be chosen so', async () => {
    const able = key(1);
    const old = createVirtualKey({ personality: 'u2fOnly', seed: 2 });
    const { ended, terminal } = withKeys(able, old).start(['keys', '--key', 'touch']);
    await waiting([able]);
    able.touch();
    expect((await ended).status).toBe(0);
    expect(terminal.noted.join('\n')).toContain('virtual-key-1');
    expect(terminal.noted.join('\n')).toContain('cannot be chosen by touch');
  });

  it('with none that can say that it was touched fails and sends nothing', async () => {
    const old = createVirtualKey({ personality: 'u2fOnly', seed: 2 });
    const run = await withKeys(old).run(['info', '--key', 'touch', '--json']);
    expect([run.status, documents.errorDocument.parse(run.json()).error.kind]).toEqual([5, 'not-supported']);
  });

  it('with none plugged in fails as for a name that fits none', async () => {
    const run = await withKeys().run(['info', '--key', 'touch', '--json']);
    expect([run.status, documents.errorDocument.parse(run.json()).error.kind]).toEqual([3, 'no-such-key']);
  });

  it('refuses two that were touched', async () => {
    const keys = [key(1, { touch: () => 'approve' }), key(2, { touch: () => 'approve' })];
    const run = await withKeys(...keys).run(['info', '--key', 'touch', '--json']);
    expect([run.status, documents.errorDocument.parse(run.json()).error.kind]).toEqual([3, 'ambiguous-key']);
  });

  it('an interrupt cancels the touch on every key', async () => {
    const keys = [key(1), key(2)];
    const { ended, terminal } = withKeys(...keys).start(['info', '--key', 'touch', '--json']);
    await waiting(keys);
    terminal.interrupt();
    expect((await ended).status).toBe(6);
    await expect.poll(() => keys.some((one) => one.state.waitingForTouch)).toBe(false);
  });
});
