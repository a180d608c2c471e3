import { describe, expect, it } from 'vitest';
import { CborError } from '../../../src-main/cbor/cbor-error.ts';
import { credentialManagementCommands } from '../../../src-main/ctap2/commands/credential-management.ts';
import { getInfo } from '../../../src-main/ctap2/commands/get-info.ts';
import { selection } from '../../../src-main/ctap2/commands/selection.ts';
import { CtapError, CtapResponseError } from '../../../src-main/ctap2/ctap-error.ts';
import { CtapSession, readReply } from '../../../src-main/ctap2/ctap-session.ts';
import { CtapStatus, ctapStatusName } from '../../../src-main/ctap2/status-codes.ts';
import { CtapHidError } from '../../../src-main/ctaphid/ctaphid-error.ts';
import { concatBytes } from '../../../src-shared/lib/bytes.ts';
import { fromHex } from '../../../src-shared/lib/hex.ts';
import { securityKeyPreview } from '../../vectors/get-info.ts';
import { statusCodes } from '../../vectors/status-codes.ts';
import { allCommands } from './all-commands.ts';
import { ok, options, ScriptedChannel } from './scripted-channel.ts';
import { vectorToken } from './vector-keys.ts';

const commands = credentialManagementCommands(0x0a);

/** Commands that have done their work with the status alone, or whose answer may be empty. */
const needNoBody = allCommands.filter(
  (command) =>
    command.statusOnly === true || /numerate\w+Begin$|GetNext(RP|Credential)$|SensorInfo$/.test(command.name),
);

describe('a session', () => {
  it('sends command byte and CBOR as one CTAPHID message and decodes the answer', async () => {
    const channel = new ScriptedChannel([ok(securityKeyPreview.bytes)]);
    const info = await new CtapSession(channel).send(getInfo, null, options);
    expect(channel.sent).toEqual([{ command: 0x10, payload: Uint8Array.of(0x04) }]);
    expect(info.versions).toEqual(['U2F_V2', 'FIDO_2_0']);
  });

  it('passes the options on to the channel and the channel’s failures up', async () => {
    const failure = new CtapHidError('timeout', 'silent', { sent: true });
    const session = new CtapSession(new ScriptedChannel([failure]));
    await expect(session.send(selection, null, options)).rejects.toBe(failure);
  });
});

describe('A-34 requests longer than the key takes', () => {
  const request = { token: vectorToken(2), credentialId: new Uint8Array(1023) };

  it('are refused here; nothing is sent', async () => {
    const channel = new ScriptedChannel([]);
    const session = new CtapSession(channel);
    const error: unknown = await session.send(commands.deleteCredential, request, options).catch((e: unknown) => e);
    expect(error).toMatchObject({ name: 'CtapHidError', reason: 'too-long', sent: false });
    expect(channel.sent).toHaveLength(0);
  });

  it('go out where getInfo allows them, the command byte counted', async () => {
    const channel = new ScriptedChannel([ok(), ok()]);
    const session = new CtapSession(channel);
    session.limitMessagesTo(7609);
    await session.send(commands.deleteCredential, request, options);
    const length = channel.sent[0]?.payload.length ?? 0;
    session.limitMessagesTo(length);
    await session.send(commands.deleteCredential, request, options);
    session.limitMessagesTo(length - 1);
    await expect(session.send(commands.deleteCredential, request, options)).rejects.toThrow(CtapHidError);
    expect(channel.sent).toHaveLength(2);
  });

  it('are bounded by the report size as well', async () => {
    const session = new CtapSession(new ScriptedChannel([], 500));
    session.limitMessagesTo(7609);
    expect(session.maxMsgSize).toBe(500);
    await expect(session.send(commands.deleteCredential, request, options)).rejects.toThrow('500 bytes');
  });

  it('are refused in the same way where not even CTAPHID could carry them (E-08)', async () => {
    const session = new CtapSession(new ScriptedChannel([]));
    session.limitMessagesTo(7609);
    const huge = { token: vectorToken(2), credentialId: new Uint8Array(7600) };
    const error: unknown = await session.send(commands.deleteCredential, huge, options).catch((e: unknown) => e);
    expect(error).toMatchObject({ name: 'CtapHidError', reason: 'too-long', sent: false });
  });
});

describe('B-19 status and body', () => {
  it.each(allCommands.filter((command) => !needNoBody.includes(command)))(
    '$name: status 00 without a body is no answer',
    (command) => {
      expect(() => readReply(command, Uint8Array.of(0x00))).toThrow(CtapResponseError);
    },
  );

  it.each(needNoBody)('$name: status 00 alone is an answer', (command) => {
    expect(() => readReply(command, Uint8Array.of(0x00))).not.toThrow();
  });

  it.each(allCommands)('$name: the body of an error status is ignored', (command) => {
    const reply = concatBytes(Uint8Array.of(0x2e), securityKeyPreview.bytes);
    expect(() => readReply(command, reply)).toThrow(CtapError);
    expect(() => readReply(command, Uint8Array.of(0x2e, 0xff, 0xff))).toThrow(CtapError);
  });

  it('what follows the status of a command that has done its work is not even read', () => {
    for (const command of allCommands.filter(({ statusOnly }) => statusOnly === true)) {
      expect(() => readReply(command, fromHex('00ffffff'))).not.toThrow();
    }
  });

  it('a reply without even a status is no answer', () => {
    expect(() => readReply(selection, new Uint8Array(0))).toThrow(CtapResponseError);
  });
});

describe('B-20 status codes', () => {
  const codes = Array.from({ length: 255 }, (_unused, index) => index + 1);

  it.each(allCommands)('$name: each of the 255 error codes is a typed error with its number', (command) => {
    for (const code of codes) {
      let thrown: unknown = null;
      try {
        readReply(command, Uint8Array.of(code));
      } catch (error) {
        thrown = error;
      }
      expect(thrown).toBeInstanceOf(CtapError);
      expect(thrown).toMatchObject({ code, status: ctapStatusName(code), command: command.name });
      expect(String(thrown)).toContain(`0x${code.toString(16).padStart(2, '0')}`);
    }
  });

  it('every named code has its own number, and unknown numbers say so', () => {
    const named = Object.entries(CtapStatus);
    expect(new Set(named.map(([, code]) => code)).size).toBe(named.length);
    for (const [name, code] of named) expect(ctapStatusName(code)).toBe(name);
    expect(codes.filter((code) => ctapStatusName(code) === 'unknown')).toHaveLength(256 - named.length);
    expect([0xf1, 0xe0, 0x07, 0x80].map(ctapStatusName)).toEqual(['unknown', 'unknown', 'unknown', 'unknown']);
  });

  it('the table agrees with the numbers of the specification', () => {
    expect(Object.entries(CtapStatus).map(([name, code]) => [code, name])).toEqual(statusCodes);
  });
});

const withBody = allCommands.filter((command) => command.statusOnly !== true);

describe('B-21 top level', () => {
  it.each(withBody)('$name: an array, a number, a text, bytes or true is no answer', (command) => {
    for (const body of ['80', '8101', '00', '1903e8', '6161', '4101', 'f5', 'f6']) {
      expect(() => readReply(command, fromHex(`00${body}`))).toThrow(CtapResponseError);
    }
  });

  it.each(withBody)('$name: refused CBOR is named as the cause', (command) => {
    const attempt = (): unknown => readReply(command, fromHex('00a10102ff'));
    expect(attempt).toThrow(expect.objectContaining({ name: 'CtapResponseError', cause: expect.any(CborError) }));
  });
});

describe('B-22 keys of another type', () => {
  it.each(['getPINRetries', 'getUVRetries', 'getKeyAgreement', 'getPinToken', 'getCredsMetadata'])(
    '%s: text "3" or −3 do not stand in for member 3',
    (name) => {
      const command = allCommands.find((candidate) => candidate.name.endsWith(name));
      if (command === undefined) throw new Error('no such command');
      // {"1": 8, "2": 8, "3": 8, "5": 8, −1: 8, −2: 8, −3: 8, −5: 8} with keys in canonical order.
      const reply = fromHex('00a82008210822082408613108613208613308613508');
      expect(() => readReply(command, reply)).toThrow(CtapResponseError);
    },
  );
});
