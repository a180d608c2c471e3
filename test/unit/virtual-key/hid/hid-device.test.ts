import { describe, expect, it } from 'vitest';
import { createManualClock, type ManualClock } from '../../../../src-virtual-key/virtual-clock.ts';
import { createVirtualKey, type VirtualKey, type VirtualKeyOptions } from '../../../../src-virtual-key/virtual-key.ts';
import { RawClient, hex, unhex } from '../../../helpers/raw-ctap-client.ts';

interface Bench {
  readonly key: VirtualKey;
  readonly clock: ManualClock;
  readonly client: RawClient;
}

async function bench(options: Partial<VirtualKeyOptions> = {}): Promise<Bench> {
  const clock = createManualClock();
  const key = createVirtualKey({ personality: 'strict21', seed: 3, clock, ...options });
  const client = new RawClient(key.port);
  await client.init();
  return { key, clock, client };
}

async function secondChannel(key: VirtualKey): Promise<RawClient> {
  const client = new RawClient(key.port);
  await client.init();
  return client;
}

describe('CTAPHID', () => {
  it('answers INIT with nonce, channel, version and capabilities', async () => {
    const key = createVirtualKey({ personality: 'yubikey54', seed: 1, clock: createManualClock() });
    const client = new RawClient(key.port);
    const { payload } = await client.init();
    expect(payload).toHaveLength(17);
    expect(hex(payload.subarray(0, 8))).toBe('0102030405060708');
    expect(client.channel).not.toBe(0);
    expect(client.channel).not.toBe(0xffffffff);
    expect(hex(payload.subarray(12))).toBe('0205040305');
  });

  it.each([0, 1, 57, 58, 116, 117, 1024, 7609])('echoes a ping of %i bytes', async (length) => {
    const { client } = await bench();
    const payload = Uint8Array.from({ length }, (_, index) => index & 0xff);
    const reply = await client.exchange(0x01, payload);
    expect(reply.command).toBe(0x01);
    expect(hex(reply.payload)).toBe(hex(payload));
  });

  it.each([8, 9, 16, 33, 63])('A-29 works with reports of %i bytes', async (reportSize) => {
    const key = createVirtualKey({ personality: 'strict21', seed: 3, clock: createManualClock(), reportSize });
    const client = new RawClient(key.port);
    client.send(0xffffffff, 0x06, unhex('0102030405060708'));
    expect((await client.receive(0xffffffff))?.payload).toHaveLength(17);
  });

  it('refuses INIT of another length with 03 and INIT on an unknown channel with 0B', async () => {
    const { client } = await bench();
    client.sendHex('ffffffff860007');
    expect(hex((await client.receive(0xffffffff))?.payload ?? new Uint8Array())).toBe('03');
    client.sendHex('0badcafe860008');
    expect(hex((await client.receive(0x0badcafe))?.payload ?? new Uint8Array())).toBe('0b');
  });

  it.each([0, 0xffffffff, 0x12345678])('refuses a request on channel %i with 0B', async (channel) => {
    const { client } = await bench();
    client.send(channel, 0x10, Uint8Array.of(4));
    const reply = await client.receive(channel);
    expect(reply?.command).toBe(0x3f);
    expect(hex(reply?.payload ?? new Uint8Array())).toBe('0b');
  });

  it('answers BUSY to another channel while a message is being assembled, and carries the message out', async () => {
    const { key, client } = await bench();
    const other = await secondChannel(key);
    client.sendHex(`${channelHex(client)}81003b`);
    other.send(other.channel, 0x01, Uint8Array.of(1));
    expect(hex((await other.receive())?.payload ?? new Uint8Array())).toBe('06');
    client.sendHex(`${channelHex(client)}00`);
    expect((await client.receive())?.payload).toHaveLength(59);
  });

  it('drops a message at a new first packet on its own channel (04) and takes the next one', async () => {
    const { client } = await bench();
    client.sendHex(`${channelHex(client)}81003b`);
    client.sendHex(`${channelHex(client)}81000101`);
    expect(hex((await client.receive())?.payload ?? new Uint8Array())).toBe('04');
    expect(hex((await client.exchange(1, Uint8Array.of(9))).payload)).toBe('09');
  });

  it('ignores a continuation that belongs to nothing', async () => {
    const { client } = await bench();
    client.sendHex(`${channelHex(client)}00`);
    expect(await client.receive()).toBeNull();
  });

  it('answers a wrong SEQ with 04', async () => {
    const { client } = await bench();
    client.sendHex(`${channelHex(client)}81003b`);
    client.sendHex(`${channelHex(client)}01`);
    expect(hex((await client.receive())?.payload ?? new Uint8Array())).toBe('04');
  });

  it('answers a length that no message can have with 03', async () => {
    const { client } = await bench();
    client.sendHex(`${channelHex(client)}811dba`);
    expect(hex((await client.receive())?.payload ?? new Uint8Array())).toBe('03');
  });

  it('answers a message that stops half-way with 05 after 500 ms', async () => {
    const { client, clock } = await bench();
    client.sendHex(`${channelHex(client)}81003b`);
    await clock.advance(499);
    expect(await client.receive()).toBeNull();
    await clock.advance(1);
    expect(hex((await client.receive())?.payload ?? new Uint8Array())).toBe('05');
  });

  it('INIT on its own channel in the middle of a message starts over without an error', async () => {
    const { client } = await bench();
    client.sendHex(`${channelHex(client)}81003b`);
    client.send(client.channel, 0x06, unhex('1111111111111111'));
    const reply = await client.receive();
    expect(reply?.command).toBe(0x06);
    expect(hex(reply?.payload.subarray(8, 12) ?? new Uint8Array())).toBe(channelHex(client));
    expect((await client.exchange(1, Uint8Array.of(7))).payload).toEqual(Uint8Array.of(7));
  });

  it('refuses unknown commands with 01, CBOR without a command with 03', async () => {
    const { client } = await bench();
    expect((await client.exchange(0x20, new Uint8Array())).payload).toEqual(Uint8Array.of(1));
    expect((await client.exchange(0x41, new Uint8Array())).payload).toEqual(Uint8Array.of(1));
    expect((await client.exchange(0x10, new Uint8Array())).payload).toEqual(Uint8Array.of(3));
  });

  it('WINK counts', async () => {
    const { key, client } = await bench();
    expect((await client.exchange(0x08, new Uint8Array())).command).toBe(0x08);
    expect(key.state.winks).toBe(1);
  });

  it('LOCK keeps others out for its time, and 0 releases', async () => {
    const { key, clock, client } = await bench();
    const other = await secondChannel(key);
    expect((await client.exchange(0x04, Uint8Array.of(11))).payload).toEqual(Uint8Array.of(2));
    expect((await client.exchange(0x04, new Uint8Array())).payload).toEqual(Uint8Array.of(3));
    expect((await client.exchange(0x04, Uint8Array.of(2))).payload).toEqual(new Uint8Array());
    expect((await other.exchange(0x01, Uint8Array.of(1))).payload).toEqual(Uint8Array.of(6));
    await clock.advance(2000);
    expect((await other.exchange(0x01, Uint8Array.of(1))).payload).toEqual(Uint8Array.of(1));
    await client.exchange(0x04, Uint8Array.of(10));
    await client.exchange(0x04, Uint8Array.of(0));
    expect((await other.exchange(0x01, Uint8Array.of(1))).payload).toEqual(Uint8Array.of(1));
  });

  it('sends keepalive 02 at once and each 100 ms while it waits for touch; others get BUSY', async () => {
    const { key, clock, client } = await bench();
    client.start(0x0b);
    await clock.advance(350);
    expect(await client.receive()).toBeNull();
    expect(client.keepalives).toEqual([2, 2, 2, 2]);
    const other = await secondChannel(key);
    expect((await other.exchange(0x01, Uint8Array.of(1))).payload).toEqual(Uint8Array.of(6));
    expect(key.touch()).toBe(true);
    expect((await client.finish()).status).toBe(0);
    expect(key.touch()).toBe(false);
  });

  it('CANCEL ends the wait with 2D; of another channel it does nothing; without a request it does nothing', async () => {
    const { key, client } = await bench();
    client.send(client.channel, 0x11, new Uint8Array());
    expect(await client.receive()).toBeNull();
    client.start(0x0b);
    const other = await secondChannel(key);
    other.send(other.channel, 0x11, new Uint8Array());
    expect(await client.receive()).toBeNull();
    client.send(client.channel, 0x11, new Uint8Array());
    expect((await client.finish()).status).toBe(0x2d);
    expect((await client.ctap(0x04)).status).toBe(0);
  });

  it('INIT on its own channel ends a wait without an answer', async () => {
    const { clock, client } = await bench();
    client.start(0x0b);
    await clock.advance(100);
    client.send(client.channel, 0x06, unhex('2222222222222222'));
    expect((await client.receive())?.command).toBe(0x06);
    await clock.advance(40_000);
    expect(await client.receive()).toBeNull();
    expect((await client.ctap(0x04)).status).toBe(0);
  });

  it('touch refused gives 27, no touch for 30 s gives 2F', async () => {
    const { key, clock, client } = await bench();
    client.start(0x0b);
    await clock.advance(1);
    key.touch('refuse');
    expect((await client.finish()).status).toBe(0x27);
    client.start(0x0b);
    await clock.advance(30_000);
    expect((await client.finish()).status).toBe(0x2f);
  });

  it('the touch policy approves at once, refuses or approves after a while', async () => {
    const { key, clock, client } = await bench({ touch: () => 'approve' });
    expect((await client.ctap(0x0b)).status).toBe(0);
    key.setTouchPolicy(() => 'refuse');
    expect((await client.ctap(0x0b)).status).toBe(0x27);
    key.setTouchPolicy(() => 250);
    client.start(0x0b);
    await clock.advance(249);
    expect(await client.receive()).toBeNull();
    await clock.advance(1);
    expect((await client.finish()).status).toBe(0);
  });

  it('power cycle forgets channels', async () => {
    const { key, client } = await bench();
    key.powerCycle();
    client.send(client.channel, 0x01, Uint8Array.of(1));
    expect((await client.receive())?.payload).toEqual(Uint8Array.of(0x0b));
  });

  it('A-12 every opener sees every report', async () => {
    const { key, client } = await bench();
    const other = await secondChannel(key);
    await other.exchange(0x01, Uint8Array.of(5));
    expect(client.reports.filter((report) => report[4] === 0x81)).toHaveLength(1);
  });

  it('the log counts transactions, not keepalives and not CANCEL', async () => {
    const { key, clock, client } = await bench();
    client.start(0x0b);
    await clock.advance(1000);
    client.send(client.channel, 0x11, new Uint8Array());
    await client.finish();
    await client.ctap(0x04);
    expect(key.log.entries.map(({ name, status, carriedOut }) => ({ name, status, carriedOut }))).toEqual([
      { name: 'init', status: null, carriedOut: true },
      { name: 'selection', status: 0x2d, carriedOut: false },
      { name: 'getInfo', status: 0, carriedOut: true },
    ]);
  });

  it('the same seed gives the same bytes, another seed others', async () => {
    const transcript = async (seed: number): Promise<string> => {
      const { key, client } = await bench({ seed });
      const all: string[] = [];
      key.port.onReport((report) => void all.push(hex(report)));
      await client.agree(2);
      return all.join();
    };
    expect(await transcript(8)).toBe(await transcript(8));
    expect(await transcript(8)).not.toBe(await transcript(9));
  });
});

function channelHex(client: RawClient): string {
  return client.channel.toString(16).padStart(8, '0');
}
