import { describe, expect, it } from 'vitest';
import { loggedChannel } from '../../../src-main/ctap2/logged-channel.ts';
import { CtapHidCommand } from '../../../src-main/ctaphid/ctaphid-channel.ts';
import { ScriptedChannel } from './scripted-channel.ts';

const options = { silenceMs: 1_000, capMs: 1_000 };

describe('a channel that is logged', () => {
  it('names each command but CBOR, and how it ended', async () => {
    const noted: string[] = [];
    const noteSent = (command: string) => (status: string) => void noted.push(`${command} ${status}`);
    const channel = loggedChannel(
      new ScriptedChannel([new Uint8Array(0), new Uint8Array(0), new Uint8Array(1)]),
      noteSent,
    );
    await channel.exchange(CtapHidCommand.wink, new Uint8Array(0), options);
    await channel.exchange(0x42, Uint8Array.of(0), options);
    await channel.exchange(CtapHidCommand.cbor, Uint8Array.of(4), options);
    expect(noted).toEqual(['CTAPHID_WINK OK', 'CTAPHID_VENDOR_42 OK']);
  });
});
