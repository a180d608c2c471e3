import { describe, expect, it } from 'vitest';
import { hex, map, unhex, type RawMessage } from '../../helpers/raw-ctap-client.ts';
import { accounts, virtualBench } from './virtual-bench.ts';

const getInfo = Uint8Array.of(4);

function summary(message: RawMessage | null): string | null {
  return message === null ? null : `${message.command.toString(16)}:${hex(message.payload).slice(0, 8)}`;
}

describe('faults of one command', () => {
  it('status, CTAPHID error, garbage, replaced answer; only as often as asked, after those to be skipped', async () => {
    const { client, key } = await virtualBench();
    const ask = async (): Promise<string | null> => summary(await client.exchange(0x10, getInfo));
    key.script.failNext('getInfo', { status: 0x7f }, { skip: 1, times: 2 });
    expect(await ask()).toMatch(/^10:00/);
    expect([await ask(), await ask()]).toEqual(['10:7f', '10:7f']);
    expect(await ask()).toMatch(/^10:00/);
    key.script.failNext('getInfo', { hidError: 0x7f });
    expect(await ask()).toBe('3f:7f');
    key.script.failNext('any', { garbage: unhex('00ffffff') });
    expect(await ask()).toBe('10:00ffffff');
    key.script.failNext('getInfo', { replaceResponse: (bytes) => bytes.slice(0, 3) });
    expect((await client.exchange(0x10, getInfo)).payload).toHaveLength(3);
    key.script.failNext('getInfo', { status: 1 });
    key.script.clear();
    expect(await ask()).toMatch(/^10:00/);
  });

  it('names match a whole family or one subcommand', async () => {
    const { client, key } = await virtualBench();
    key.script.failNext('clientPin.getKeyAgreement', { status: 0x7f });
    expect((await client.ctap(6, map([2, 1]))).status).toBe(0);
    expect((await client.ctap(6, map([1, 2], [2, 2]))).status).toBe(0x7f);
    key.script.failNext('clientPin', { status: 0x7f });
    expect((await client.ctap(6, map([2, 1]))).status).toBe(0x7f);
  });

  it('a lost reply, with and without effect; the key takes the next request', async () => {
    const { client, key, token } = await virtualBench({ credentials: accounts(1, 2) });
    for (const carryOut of [false, true]) {
      const cm = await token(4);
      const id = key.state.credentials[0]?.id ?? new Uint8Array();
      const before = key.state.credentials.length;
      key.script.failNext('credentialManagement.deleteCredential', { dropReply: true, carryOut });
      const params = map([2, map(['id', id], ['type', 'public-key'])]);
      await expect(client.manage(cm, 6, params)).rejects.toThrow('no answer');
      expect(before - key.state.credentials.length).toBe(carryOut ? 1 : 0);
      expect(key.log.destructive.at(-1)?.carriedOut).toBe(carryOut);
      expect((await client.ctap(4)).status).toBe(0);
    }
  });

  it('a delay with keepalives, and one that CANCEL ends', async () => {
    const { client, clock, key } = await virtualBench();
    key.script.failNext('getInfo', { delayMs: 250 });
    client.start(4);
    await clock.advance(249);
    expect(await client.receive()).toBeNull();
    expect(client.keepalives).toEqual([1, 1, 1]);
    await clock.advance(1);
    expect((await client.finish()).status).toBe(0);
    key.script.failNext('getInfo', { delayMs: 250, silent: true });
    client.start(4);
    await clock.advance(200);
    client.send(client.channel, 0x11, new Uint8Array());
    expect((await client.finish()).status).toBe(0x2d);
    expect(client.keepalives).toHaveLength(3);
  });

  it('keepalives for ever, ended by CANCEL, or when deaf by INIT only', async () => {
    const { client, clock, key } = await virtualBench();
    key.script.failNext('getInfo', { keepaliveForever: 'touch' });
    client.start(4);
    await clock.advance(60_000);
    expect(await client.receive()).toBeNull();
    expect(client.keepalives.length).toBeGreaterThan(599);
    client.send(client.channel, 0x11, new Uint8Array());
    expect((await client.finish()).status).toBe(0x2d);
    key.script.failNext('getInfo', { keepaliveForever: 'working', deaf: true });
    client.start(4);
    client.send(client.channel, 0x11, new Uint8Array());
    expect(await client.receive()).toBeNull();
    client.send(client.channel, 0x06, unhex('3333333333333333'));
    expect((await client.receive())?.command).toBe(0x06);
    expect((await client.ctap(4)).status).toBe(0);
  });

  it('INIT without an answer, with an error, with garbage', async () => {
    const { client, key } = await virtualBench();
    key.script.failNext('init', { dropReply: true });
    await expect(client.init()).rejects.toThrow('no answer');
    key.script.setFrameFaults({ initError: 6, initErrorTimes: 2 });
    const init = async (): Promise<string | null> => {
      client.send(0xffffffff, 6, unhex('0102030405060708'));
      return summary(await client.receive(0xffffffff));
    };
    expect([await init(), await init(), await init()]).toEqual(['3f:06', '3f:06', '6:01020304']);
    key.script.failNext('init', { garbage: unhex('00') });
    expect(await init()).toBe('6:00');
  });

  it('pulled out before and after it acted', async () => {
    for (const unplug of ['before', 'after'] as const) {
      const { client, key, token } = await virtualBench({ credentials: accounts(1, 1) });
      let pulled = 0;
      key.port.onUnplug(() => pulled++);
      const cm = await token(4);
      key.script.failNext('credentialManagement.deleteCredential', { unplug });
      const id = key.state.credentials[0]?.id ?? new Uint8Array();
      const params = map([2, map(['id', id], ['type', 'public-key'])]);
      await expect(client.manage(cm, 6, params)).rejects.toThrow('no answer');
      expect([pulled, key.state.credentials.length]).toEqual([1, unplug === 'before' ? 1 : 0]);
    }
  });
});

describe('faults of the frames', () => {
  it('A-12 foreign frames lie between ours; the message is whole', async () => {
    const { client, key } = await virtualBench();
    key.script.setFrameFaults({ foreignFrames: 2, flood: 10 });
    const answer = await client.ctap(4);
    expect(answer.status).toBe(0);
    expect(client.reports.length).toBeGreaterThanOrEqual(10 + 2 * 2);
    expect(new Set(client.reports.map((report) => hex(report.slice(0, 4))))).toEqual(new Set(['7e570001']));
  });

  it('EE padding', async () => {
    const { client, key } = await virtualBench();
    key.script.setFrameFaults({ padding: 0xee });
    client.send(client.channel, 1, Uint8Array.of(1));
    await client.receive(1);
    expect(hex(client.reports[0]?.slice(8) ?? new Uint8Array())).toBe('ee'.repeat(56));
  });

  const sequences = async (faults: Parameters<Bench['key']['script']['setFrameFaults']>[0]): Promise<string> => {
    const { client, key } = await virtualBench();
    key.script.setFrameFaults(faults);
    client.send(client.channel, 1, new Uint8Array(57 + 59 * 3));
    await client.receive(1);
    return client.reports.map((report) => hex(report.slice(4, 5))).join(' ');
  };

  it.each([
    [{}, '81 00 01 02'],
    [{ duplicateSequence: 1 }, '81 00 01 01 02'],
    [{ wrongSequence: 1 }, '81 00 02 02'],
    [{ dropReport: 2 }, '81 00 02'],
    [{ dropReport: 0 }, '00 01 02'],
    [{ keepaliveBefore: 1 }, '81 00 bb 01 02'],
    [{ lateKeepalive: true }, '81 00 01 02 bb'],
    [{ responseCommand: 0x10 }, '90 00 01 02'],
  ])('%o gives %s', async (faults, expected) => {
    expect(await sequences(faults)).toBe(expected);
  });

  it('busy n times, then served', async () => {
    const { client, key } = await virtualBench();
    key.script.setFrameFaults({ busyTimes: 2 });
    const ask = async (): Promise<string | null> => summary(await client.exchange(1, Uint8Array.of(9)));
    expect([await ask(), await ask(), await ask()]).toEqual(['3f:06', '3f:06', '1:09']);
  });

  it('replies on another channel, another announced length, INIT replies of others and of other lengths', async () => {
    const { client, key } = await virtualBench();
    key.script.setFrameFaults({ responseChannel: 0xdead, announcedLength: 2 });
    client.send(client.channel, 1, Uint8Array.of(1, 2, 3));
    expect((await client.receive(0xdead))?.payload).toHaveLength(2);
    key.script.setFrameFaults({ foreignInits: 2, initLength: 3 });
    client.send(0xffffffff, 6, unhex('0102030405060708'));
    const replies = [
      await client.receive(0xffffffff),
      await client.receive(0xffffffff),
      await client.receive(0xffffffff),
    ];
    expect(replies.map((reply) => hex(reply?.payload.slice(0, 2) ?? new Uint8Array()))).toEqual([
      '0002',
      '0302',
      '0102',
    ]);
    expect(replies[2]?.payload).toHaveLength(20);
    key.script.setFrameFaults({ initLength: -4 });
    client.send(0xffffffff, 6, unhex('0102030405060708'));
    expect((await client.receive(0xffffffff))?.payload).toHaveLength(13);
  });
});

type Bench = Awaited<ReturnType<typeof virtualBench>>;
