import { describe, expect, it } from 'vitest';
import { CommandFailed, UsageError } from '../../../src-cli/program/command-failure.ts';
import { CommandContext } from '../../../src-cli/program/command-context.ts';
import { globalOptions } from '../../../src-cli/program/global-options.ts';
import type { Makers } from '../../../src-cli/program/makers.ts';
import { readOptions } from '../../../src-cli/program/options.ts';
import { namedPasskey } from '../../../src-cli/program/arguments/passkey-argument.ts';
import type { Credential, PasskeyListing } from '../../../src-shared/domain/credential.ts';
import { createTranslator } from '../../../src-shared/i18n/translator.ts';
import { scriptedTerminal } from '../../integration/cli/scripted-terminal.ts';

const unused: Makers = {
  core: () => Promise.reject(new Error('no core is needed')),
  inventory: () => Promise.reject(new Error('no inventory is needed')),
};
const context = new CommandContext({
  options: readOptions(globalOptions, {}),
  terminal: scriptedTerminal(),
  t: createTranslator('en'),
  locale: 'en',
  signal: new AbortController().signal,
  makers: unused,
});

const passkey = (credentialId: string, rpIdHash = 'aa'): Credential => ({
  credentialId,
  rpId: null,
  rpIdHash,
  rpName: null,
  userId: null,
  userName: null,
  userDisplayName: null,
  algorithm: null,
  credProtect: null,
  hasLargeBlobKey: false,
  thirdPartyPayment: null,
  notes: [],
});
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
});
