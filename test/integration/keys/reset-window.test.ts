import { afterEach, describe, expect, it } from 'vitest';
import type { VirtualKey } from '../../../src-virtual-key/virtual-key.ts';
import { oneKey, type OneKey, pinOf, testPin, valueOf } from '../../helpers/simulated-core.ts';

const opened: OneKey[] = [];

afterEach(async () => {
  for (const { core } of opened.splice(0)) await core.close();
});

async function keyOf(personality: 'strict21' | 'yubikey54' | 'ctap20'): Promise<OneKey> {
  const one = await oneKey({ personality });
  opened.push(one);
  return one;
}

/** Unplugs the key and plugs it in again, with nothing in its log. */
function replug({ transport, key }: OneKey): void {
  transport.unplug(key);
  key.log.clear();
  transport.plug(key);
}

const sent = ({ log }: VirtualKey): readonly string[] => log.entries.map(({ name }) => name);

describe.each(['strict21', 'yubikey54', 'ctap20'] as const)('11.12 while a reset is prepared (%s)', (personality) => {
  it('listing sends INIT and getInfo to a key that comes, and nothing else', async () => {
    const one = await keyOf(personality);
    const whole = sent(one.key);
    const end = one.manager.prepareReset();
    replug(one);
    await one.manager.refresh();
    expect(sent(one.key)).toEqual(['init', 'getInfo']);
    expect(one.of(one.key)).toMatchObject({ state: 'ready', facts: { pin: { set: true, retriesLeft: null } } });
    await one.manager.refresh();
    expect(sent(one.key)).toEqual(['init', 'getInfo']);
    // Afterwards it is read whole.
    one.key.log.clear();
    end();
    await one.manager.refresh();
    expect(sent(one.key).filter((name) => name !== 'getInfo')).toEqual(whole.filter((name) => name !== 'getInfo'));
    expect(one.of(one.key).facts?.pin.retriesLeft).toBe(8);
  });

  it('so does watching, for every key, until the last preparation has ended', async () => {
    const one = await keyOf(personality);
    one.manager.watch();
    const ends = [one.manager.prepareReset(), one.manager.prepareReset()];
    replug(one);
    await expect.poll(() => one.manager.keys()[0]?.state).toBe('ready');
    ends[0]?.();
    await one.manager.refresh();
    expect(sent(one.key)).toEqual(['init', 'getInfo']);
    ends[1]?.();
    await expect.poll(() => one.manager.keys()[0]?.facts?.pin.retriesLeft).toBe(8);
  });
});

it('11.12 without a prepared reset a key that comes is read whole, and one that was spared takes a PIN', async () => {
  const one = await keyOf('strict21');
  replug(one);
  await one.manager.refresh();
  expect(sent(one.key)).toContain('clientPin.getPinRetries');
  const end = one.manager.prepareReset();
  replug(one);
  await one.manager.refresh();
  expect(valueOf(await one.manager.run('unlock', one.handle(), { pin: pinOf(testPin) })).passkeys).toHaveLength(1);
  end();
});
