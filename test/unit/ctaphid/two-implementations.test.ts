import { describe, expect, it } from 'vitest';
import { decodeCbor } from '../../../src-main/cbor/decode-cbor.ts';
import { CtapHidCommand, type ExchangeOptions } from '../../../src-main/ctaphid/ctaphid-channel.ts';
import { ping, wink } from '../../../src-main/ctaphid/ctaphid-commands.ts';
import { CtapHidError } from '../../../src-main/ctaphid/ctaphid-error.ts';
import { openCtapHidChannel } from '../../../src-main/ctaphid/open-channel.ts';
import { createVirtualKey } from '../../../src-virtual-key/virtual-key.ts';
import { createVirtualTransport, type VirtualTransport } from '../../../src-virtual-key/virtual-transport.ts';

const { cbor } = CtapHidCommand;
const limits: ExchangeOptions = { silenceMs: 3000, capMs: 10_000 };
const getInfo = Uint8Array.of(0x04);
const selection = Uint8Array.of(0x0b);

async function open(transport: VirtualTransport) {
  return openCtapHidChannel(await transport.open('virtual-key-0'));
}

// The simulated key has its own framing and its own CBOR, written apart from ours.
describe('our channel and the simulated key', () => {
  it.each([8, 17, 32, 64])('agree about framing with reports of %i bytes (A-29)', async (reportSize) => {
    const key = createVirtualKey({ personality: 'strict21', seed: 1, reportSize });
    const channel = await open(createVirtualTransport([key]));
    const { value, findings } = decodeCbor((await channel.exchange(cbor, getInfo, limits)).subarray(1));
    expect(value).toBeInstanceOf(Map);
    expect(findings).toEqual([]);
    await ping(
      channel,
      Uint8Array.from({ length: Math.min(1000, channel.maxPayload) }, (_, index) => index),
      limits,
    );
    await wink(channel, limits);
    expect(key.state.winks).toBe(1);
    expect(channel.transactions).toBe(4);
    await channel.close();
    expect(key.state.internalErrors).toEqual([]);
  });

  it('G-03 two programs at once: one waits for touch, the other is told BUSY; frames do not mix', async () => {
    const key = createVirtualKey({ personality: 'strict21', seed: 1 });
    const transport = createVirtualTransport([key]);
    const [first, second] = [await open(transport), await open(transport)];
    const states: string[] = [];
    const touched = first.exchange(cbor, selection, { ...limits, onKeepalive: (state) => states.push(state) });
    const giveUpAt = performance.now() + 3000;
    while (!key.state.waitingForTouch && performance.now() < giveUpAt)
      await new Promise((resolve) => setTimeout(resolve, 5));
    const refused: unknown = await second
      .exchange(cbor, getInfo, { ...limits, capMs: 300 })
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(CtapHidError);
    expect(refused).toMatchObject({ reason: 'busy', sent: false });
    expect(key.touch()).toBe(true);
    expect(await touched).toEqual(Uint8Array.of(0));
    expect(states).toContain('touch');
    const [one, two] = await Promise.all([
      first.exchange(cbor, getInfo, limits),
      second.exchange(cbor, getInfo, limits),
    ]);
    expect(one).toEqual(two);
    await Promise.all([first.close(), second.close()]);
  });

  it('an abandoned touch is cancelled on the key, and the next command works at once', async () => {
    const key = createVirtualKey({ personality: 'strict21', seed: 1 });
    const channel = await open(createVirtualTransport([key]));
    const controller = new AbortController();
    const onKeepalive = (): void => controller.abort();
    await expect(
      channel.exchange(cbor, selection, { ...limits, signal: controller.signal, onKeepalive }),
    ).rejects.toMatchObject({ reason: 'cancelled', sent: false });
    expect((await channel.exchange(cbor, getInfo, limits))[0]).toBe(0);
    expect(key.state.waitingForTouch).toBe(false);
    await channel.close();
  });

  it('unplug while touch is awaited ends the exchange at once', async () => {
    const key = createVirtualKey({ personality: 'strict21', seed: 1 });
    const transport = createVirtualTransport([key]);
    const channel = await open(transport);
    const result = channel.exchange(cbor, selection, { ...limits, onKeepalive: () => transport.unplug(key) });
    await expect(result).rejects.toMatchObject({ reason: 'transport', hidReason: 'gone', sent: true });
    await channel.close();
    expect(transport.openConnections(key)).toBe(0);
  });
});
