import { describe, expect, it } from 'vitest';
import { CommandFailed, UsageError } from '../../../src-cli/program/command-failure.ts';
import { CommandContext } from '../../../src-cli/program/command-context.ts';
import { globalOptions } from '../../../src-cli/program/global-options.ts';
import type { Makers } from '../../../src-cli/program/makers.ts';
import { readOptions } from '../../../src-cli/program/options.ts';
import { namedPasskey } from '../../../src-cli/program/arguments/passkey-argument.ts';
import type { PasskeyListing } from '../../../src-shared/domain/credential.ts';
import { createTranslator } from '../../../src-shared/i18n/translator.ts';
import { passkey as passkeyOf } from '../../fixtures/passkey.ts';
import { scriptedTerminal } from '../../integration/cli/scripted-terminal.ts';

const unused: Makers = {
  core: () => Promise.reject(new Error('no core is needed')),
  inventory: () => Promise.reject(new Error('no inventory is needed')),
  metadata: () => Promise.reject(new Error('no metadata are needed')),
  readAccess: () => Promise.reject(new Error('no read access is needed')),
};
const context = new CommandContext({
  options: readOptions(globalOptions, {}),
  terminal: scriptedTerminal(),
  t: createTranslator('en'),
  locale: 'en',
  signal: new AbortController().signal,
  makers: unused,
});

const passkey = (credentialId: string, rpIdHash = 'aa') => passkeyOf({ credentialId, rpIdHash });
const listing: PasskeyListing = {
  existing: 4,
  remaining: null,
  passkeys: [passkey('0011223344556677'), passkey('0011223344ffffff'), passkey('00112233'), passkey('99887766')],
  problems: [],
  complete: true,
  readAt: '2026-01-01T00:00:00.000Z',
};

describe('namedPasskey', () => {
  it('takes a whole credential ID, in any case, even where it begins another one', () => {
    expect(namedPasskey(context, listing, '00112233').credentialId).toBe('00112233');
    expect(namedPasskey(context, listing, '0011223344FFFFFF').credentialId).toBe('0011223344ffffff');
  });

  it('takes a beginning that fits one passkey, as the table shows it', () => {
    expect(namedPasskey(context, listing, '001122334455…').credentialId).toBe('0011223344556677');
  });

  it('never guesses, and refuses what is no credential ID', () => {
    expect(() => namedPasskey(context, listing, '0011223344')).toThrow(UsageError);
    for (const bad of ['9988776', 'zzzzzzzz', '', '1']) {
      expect(() => namedPasskey(context, listing, bad)).toThrow(UsageError);
    }
    expect(() => namedPasskey(context, listing, 'ffffffffff')).toThrow(CommandFailed);
  });

  const bytes = Buffer.from('fb'.repeat(15) + 'ef3e00aa', 'hex');
  const long = passkey(bytes.toString('hex'), 'cc'.repeat(32));
  const website = { ...passkey('ee'.repeat(16), '74a6ea92'.repeat(8)), rpId: 'webauthn.io' };
  const crafted = passkey(`${website.rpIdHash}aa`, 'dd'.repeat(32));
  const others: PasskeyListing = { ...listing, passkeys: [...listing.passkeys, long, website, crafted] };

  it.each([
    ['hex', bytes.toString('hex')],
    ['hex in capitals', bytes.toString('hex').toUpperCase()],
    ['hex with spaces around it', ` ${bytes.toString('hex')}\n`],
    ['base64', bytes.toString('base64')],
    ['base64 without padding', bytes.toString('base64').replace(/=+$/, '')],
    ['base64url', bytes.toString('base64url')],
    ['base64url with padding', `${bytes.toString('base64url')}=`],
  ])('takes %s', (_, argument) => {
    expect(namedPasskey(context, others, argument)).toBe(long);
  });

  it('takes base64 only of a whole credential ID, and no mixture of its alphabets', () => {
    expect(() => namedPasskey(context, others, bytes.toString('base64').slice(0, 22))).toThrow(CommandFailed);
    for (const bad of [
      `+_${'a'.repeat(30)}`,
      `${'a'.repeat(30)}=a`,
      `${'a'.repeat(24)}===`,
      'webauthn.io',
      'a b c d e f g h',
    ]) {
      expect(() => namedPasskey(context, others, bad)).toThrow(UsageError);
    }
  });

  it('reads what is hex and base64 at once as either, where it fits', () => {
    const text = 'deadbeefdeadbeefdeadbeef';
    const [asHex, asBase64] = [passkey(`${text}00`), passkey(Buffer.from(text, 'base64').toString('hex'))];
    expect(namedPasskey(context, { ...listing, passkeys: [asHex] }, text)).toBe(asHex);
    expect(namedPasskey(context, { ...listing, passkeys: [asBase64] }, text)).toBe(asBase64);
    expect(namedPasskey(context, { ...listing, passkeys: [asHex, asBase64] }, text)).toBe(asBase64);
    const both = [passkey(text), passkey(Buffer.from(text, 'base64').toString('hex'))];
    expect(() => namedPasskey(context, { ...listing, passkeys: both }, text)).toThrow(UsageError);
  });

  const hash = Buffer.from(website.rpIdHash, 'hex');
  it.each([
    ['hex', website.rpIdHash],
    ['hex in capitals', website.rpIdHash.toUpperCase()],
    ['a beginning in hex', website.rpIdHash.slice(0, 12)],
    ['base64', hash.toString('base64')],
    ['base64url', hash.toString('base64url')],
  ])('names the hash of an RP ID as what it is, as %s, even where a credential ID begins with it', (_, argument) => {
    const named = (): unknown => namedPasskey(context, others, argument);
    expect(named).toThrow(UsageError);
    expect(named).toThrow(/RP ID hash of webauthn\.io.*eeeeeeee/);
    expect(namedPasskey(context, others, crafted.credentialId)).toBe(crafted);
  });

  it('takes a credential ID that is the hash of an RP ID for the credential ID', () => {
    const same = passkey(website.rpIdHash, 'ff');
    expect(namedPasskey(context, { ...others, passkeys: [website, same] }, website.rpIdHash)).toBe(same);
  });
});
