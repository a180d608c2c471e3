import { describe, expect, it } from 'vitest';
import type { PasskeyListing } from '../../../src-shared/domain/credential.ts';
import type { VirtualKeyOptions } from '../../../src-virtual-key/virtual-key.ts';
import { pinOf, type SimulatedCore, simulatedCore, someCredentials, testPin } from '../../helpers/simulated-core.ts';

function firstKey({ keys }: SimulatedCore): (typeof keys)[number] {
  const [key] = keys;
  if (key === undefined) throw new Error('no key');
  return key;
}

async function listingOf(options: Partial<VirtualKeyOptions>): Promise<PasskeyListing> {
  const simulated = await simulatedCore([options]);
  const outcome = await simulated.manager.run('unlock', simulated.of(firstKey(simulated)).handle, {
    pin: pinOf(testPin),
  });
  await simulated.core.close();
  expect(firstKey(simulated).state.internalErrors).toEqual([]);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.failure));
  return outcome.value;
}

describe('what a listing costs', () => {
  it.each([
    [0, 0],
    [1, 1],
    [30, 100],
  ])(
    'is exactly 6 + R + C transactions for R = %i, C = %i, and one more where there is none',
    async (rps, credentials) => {
      const simulated = await simulatedCore([
        { credentials: someCredentials(Math.max(rps, 1), credentials), capacity: 200 },
      ]);
      const key = firstKey(simulated);
      key.log.clear();
      const outcome = await simulated.manager.run('unlock', simulated.of(key).handle, { pin: pinOf(testPin) });
      expect(outcome.ok && outcome.value.passkeys.length).toBe(credentials);
      expect(outcome.ok && outcome.value.complete).toBe(true);
      expect(key.log.entries.map(({ name }) => name).slice(0, 6)).toEqual([
        'init',
        'getInfo',
        'clientPin.getPinRetries',
        'clientPin.getKeyAgreement',
        'clientPin.getPinUvAuthTokenUsingPin',
        'credentialManagement.getCredsMetadata',
      ]);
      expect(key.log.entries.length).toBe(6 + Math.max(1, rps) + credentials);
      await simulated.core.close();
    },
  );

  it('is the same with discovery for a program that keeps the key open', async () => {
    const simulated = await simulatedCore([{ credentials: someCredentials(3, 7) }], { keepOpen: true });
    const key = firstKey(simulated);
    const outcome = await simulated.manager.run('unlock', simulated.of(key).handle, { pin: pinOf(testPin) });
    expect(outcome.ok).toBe(true);
    expect(key.log.entries.length).toBe(6 + 3 + 7);
    await simulated.core.close();
  });

  it('is 3 + R + C again with the token held, and needs no PIN', async () => {
    const simulated = await simulatedCore([{ credentials: someCredentials(2, 5) }]);
    const key = firstKey(simulated);
    await simulated.manager.run('unlock', simulated.of(key).handle, { pin: pinOf(testPin) });
    key.log.clear();
    const again = await simulated.manager.run('list-passkeys', simulated.of(key).handle, {});
    expect(again.ok && again.value.passkeys.length).toBe(5);
    expect(key.log.entries.length).toBe(3 + 2 + 5);
    expect(key.log.pinBearing).toEqual([]);
    await simulated.core.close();
  });

  it('D-18 asks for the permission to manage credentials and no other', async () => {
    const simulated = await simulatedCore([{ credentials: someCredentials(1, 1) }]);
    const key = firstKey(simulated);
    await simulated.manager.run('unlock', simulated.of(key).handle, { pin: pinOf(testPin) });
    expect(key.log.named('clientPin.getPinToken')).toEqual([]);
    expect(key.log.named('clientPin.getPinUvAuthTokenUsingPin').length).toBe(1);
    await simulated.core.close();
  });
});

describe('every kind of key that can list', () => {
  it.each(['yubikey52', 'yubikey54', 'strict21', 'both21', 'bio'] as const)(
    '%s lists every field',
    async (personality) => {
      const listing = await listingOf({
        personality,
        credentials: [
          {
            rpId: 'github.com',
            rpName: 'GitHub',
            userId: '0a0b0c',
            userName: 'mika',
            userDisplayName: '美香',
            algorithm: -8,
            credProtect: 3,
          },
          { rpId: 'login.microsoft.com', userId: '01', userName: 'mika@example.org' },
        ],
      });
      expect(listing.complete).toBe(true);
      expect(listing.problems).toEqual([]);
      expect(listing.existing).toBe(2);
      expect(listing.passkeys).toMatchObject([
        {
          rpId: 'github.com',
          userId: '0a0b0c',
          userName: 'mika',
          userDisplayName: '美香',
          algorithm: -8,
          credProtect: 3,
        },
        { rpId: 'login.microsoft.com', userId: '01', userName: 'mika@example.org', algorithm: -7 },
      ]);
    },
  );

  it('C-16 a key with the preview command only is listed with 41 and cannot rename', async () => {
    const simulated = await simulatedCore([{ personality: 'yubikey52', credentials: someCredentials(1, 1) }]);
    const key = firstKey(simulated);
    const { handle } = simulated.of(key);
    const outcome = await simulated.manager.run('unlock', handle, { pin: pinOf(testPin) });
    expect(outcome.ok).toBe(true);
    expect(key.log.named('credentialManagement').every(({ ctapCommand }) => ctapCommand === 0x41)).toBe(true);
    expect(simulated.of(key).facts?.capabilities.renamePasskey).toEqual({ answer: 'no', reason: 'preview-only' });
    const reference = outcome.ok ? outcome.value.passkeys[0] : undefined;
    if (reference === undefined) throw new Error('nothing listed');
    const renamed = await simulated.manager.run('rename-passkey', handle, {
      ...reference,
      userName: 'x',
      userDisplayName: '',
    });
    expect(renamed).toMatchObject({ ok: false, failure: { kind: 'not-supported' } });
    await simulated.core.close();
  });

  it.each(['ctap20', 'u2fOnly'] as const)('%s says why it cannot list', async (personality) => {
    const simulated = await simulatedCore([{ personality, ...(personality === 'u2fOnly' ? {} : { pin: testPin }) }]);
    const view = simulated.of(firstKey(simulated));
    expect(view.facts?.capabilities.listPasskeys).toEqual({
      answer: 'no',
      reason: personality === 'u2fOnly' ? 'u2f-only' : 'too-old',
    });
    const outcome = await simulated.manager.run('unlock', view.handle, { pin: pinOf(testPin) });
    expect(outcome).toMatchObject({ ok: false, failure: { kind: 'not-supported' } });
    expect(firstKey(simulated).log.pinBearing).toEqual([]);
    await simulated.core.close();
  });
});

describe('keys that break the rules', () => {
  it.each(['status', 'zero', 'no-body', 'empty-map', 'metadata'] as const)(
    'E-12 an empty key that says so by %s gives an empty, complete list',
    async (emptyRps) => {
      // The metadata claim one passkey, so that the RP list is asked for at all.
      const metadataOffset = emptyRps === 'metadata' ? {} : { metadataOffset: 1 };
      const listing = await listingOf({ quirks: { emptyRps, ...metadataOffset } });
      expect(listing.passkeys).toEqual([]);
      expect(listing.complete).toBe(emptyRps === 'metadata');
    },
  );

  it('E-01 an absurd total is refused as broken, without reading on', async () => {
    const simulated = await simulatedCore([{ credentials: someCredentials(1, 1), quirks: { announcedRps: 2 ** 31 } }]);
    const outcome = await simulated.manager.run('unlock', simulated.of(firstKey(simulated)).handle, {
      pin: pinOf(testPin),
    });
    expect(outcome).toMatchObject({ ok: false, failure: { kind: 'key-broke-protocol' } });
    await simulated.core.close();
  });

  it('E-02 a list that ends early is kept and marked incomplete', async () => {
    const listing = await listingOf({ credentials: someCredentials(3, 3), quirks: { rpTotalOffset: 2 } });
    expect(listing.passkeys.length).toBe(3);
    expect(listing.complete).toBe(false);
    expect(listing.problems.length).toBeGreaterThan(0);
  });

  it('E-03 counts that contradict the list mark it incomplete', async () => {
    const listing = await listingOf({ credentials: someCredentials(2, 2), quirks: { metadataOffset: 3 } });
    expect(listing.passkeys.length).toBe(2);
    expect(listing.complete).toBe(false);
  });

  it('a key that gives entries for ever is left at its own total', async () => {
    const listing = await listingOf({ credentials: someCredentials(2, 6), quirks: { endlessNext: true } });
    expect(listing.passkeys.length).toBe(6);
  });

  it('E-04 the same RP twice is reported and its passkeys are listed once', async () => {
    const listing = await listingOf({ credentials: someCredentials(2, 4), quirks: { duplicateRpAt: 0 } });
    expect(listing.passkeys.length).toBe(4);
    expect(listing.problems.map(({ message }) => message)).toContain('the same RP ID hash was listed before');
  });

  it('E-04 the same passkey twice is shown and marked', async () => {
    const listing = await listingOf({ credentials: someCredentials(1, 2), quirks: { duplicateCredentialAt: 0 } });
    const repeated = listing.passkeys.filter(({ notes }) => notes.includes('listed-twice'));
    expect(repeated.length).toBeGreaterThan(0);
  });

  it('E-05 passkeys are fetched by the hash the key gave, also where its text is another', async () => {
    const listing = await listingOf({ credentials: someCredentials(2, 2), quirks: { rpIdHashMismatch: true } });
    expect(listing.passkeys.length).toBe(2);
    expect(listing.passkeys.every(({ notes }) => notes.includes('rp-id-hash-mismatch'))).toBe(true);
  });

  it('E-05 a missing or shortened RP ID is recovered from the catalogue by its hash', async () => {
    const credentials = [{ rpId: 'github.com', userId: '01', userName: 'mika' }];
    const [missing] = (await listingOf({ credentials, quirks: { omitRpId: true } })).passkeys;
    expect(missing).toMatchObject({ rpId: 'github.com', notes: expect.arrayContaining(['rp-id-missing']) });
    const long = [{ rpId: 'webauthntest.identitystandards.io', userId: '01' }];
    const [cut] = (await listingOf({ credentials: long, quirks: { truncateRpIds: true } })).passkeys;
    expect(cut).toMatchObject({
      rpId: '…uthntest.identitystandards.io',
      notes: expect.arrayContaining(['rp-id-shortened']),
    });
  });

  it('one malformed service does not end the list', async () => {
    const listing = await listingOf({ credentials: someCredentials(4, 4), quirks: { malformedRpAt: 1 } });
    expect(listing.passkeys.length).toBe(3);
    expect(listing.complete).toBe(false);
    expect(listing.problems.length).toBeGreaterThan(0);
  });

  it('E-06 one malformed passkey does not end the list', async () => {
    const listing = await listingOf({ credentials: someCredentials(1, 4), quirks: { malformedCredentialAt: 2 } });
    expect(listing.passkeys.length).toBe(3);
    expect(listing.complete).toBe(false);
  });

  it('B-14 names cut inside a character are shown and marked', async () => {
    const credentials = [{ rpId: 'a.example', userId: '01', userName: 'あいうえお', userDisplayName: 'ok' }];
    const [passkey] = (await listingOf({ credentials, quirks: { cutNamesAt: 4 } })).passkeys;
    expect(passkey?.notes).toContain('text-cut-by-key');
  });

  it.each([
    ['no totals', { omitTotalRps: true, omitTotalCredentials: true }, 3],
    ['a getInfo out of order', { nonCanonicalInfo: true }, 3],
    ['no power cycle state', { noPowerCycleState: true }, 3],
    ['unknown getInfo members', { extraInfoMembers: new Map([[0x63, 1234]]) }, 3],
    ['retries that need a protocol', { retriesNeedProtocol: true }, 3],
    ['MACs over re-encoded parameters', { reencodesParameters: true }, 3],
  ] as const)('a key with %s is listed', async (_name, quirks, expected) => {
    const credentials = someCredentials(2, expected);
    const listing = await listingOf({ credentials, quirks });
    expect(listing.passkeys.length).toBe(expected);
  });

  it.each([16, 32, 64] as const)('D-10 a protocol one token of %i bytes works', async (tokenLength) => {
    const listing = await listingOf({
      personality: 'yubikey52',
      credentials: someCredentials(2, 2),
      quirks: { tokenLength },
    });
    expect(listing.passkeys.length).toBe(2);
  });

  it('E-11 a list that lost its place to another program is begun once more', async () => {
    const simulated = await simulatedCore([{ credentials: someCredentials(3, 3) }]);
    const key = firstKey(simulated);
    key.script.failNext('credentialManagement.enumerateRpsGetNext', { status: 0x30 }, { skip: 1 });
    const outcome = await simulated.manager.run('unlock', simulated.of(key).handle, { pin: pinOf(testPin) });
    expect(outcome.ok && outcome.value.passkeys.length).toBe(3);
    expect(outcome.ok && outcome.value.complete).toBe(true);
    expect(key.log.named('credentialManagement.enumerateRpsBegin').length).toBe(2);
    await simulated.core.close();
  });

  it('E-11 a place lost for good ends as an incomplete list after one repetition', async () => {
    const simulated = await simulatedCore([{ credentials: someCredentials(3, 3) }]);
    const key = firstKey(simulated);
    key.script.failNext('credentialManagement.enumerateRpsGetNext', { status: 0x30 }, { times: 100 });
    const outcome = await simulated.manager.run('unlock', simulated.of(key).handle, { pin: pinOf(testPin) });
    expect(outcome.ok && outcome.value.passkeys.length).toBe(1);
    expect(outcome.ok && outcome.value.complete).toBe(false);
    expect(key.log.named('credentialManagement.enumerateRpsBegin').length).toBe(2);
    await simulated.core.close();
  });

  it('A-12 other programs’ reports between ours disturb nothing', async () => {
    const simulated = await simulatedCore([{ credentials: someCredentials(5, 9) }]);
    const key = firstKey(simulated);
    key.script.setFrameFaults({ foreignFrames: 3, padding: 0xee, foreignInits: 2, initLength: 4, lateKeepalive: true });
    const outcome = await simulated.manager.run('unlock', simulated.of(key).handle, { pin: pinOf(testPin) });
    expect(outcome.ok && outcome.value.passkeys.length).toBe(9);
    await simulated.core.close();
  });

  it('G-03 a key that another program uses for a moment is waited for', async () => {
    const simulated = await simulatedCore([{ credentials: someCredentials(1, 1) }]);
    const key = firstKey(simulated);
    key.script.setFrameFaults({ busyTimes: 3 });
    const outcome = await simulated.manager.run('unlock', simulated.of(key).handle, { pin: pinOf(testPin) });
    expect(outcome.ok).toBe(true);
    await simulated.core.close();
  });

  it('D-19 a token that died is not tried again: the person is asked for the PIN', async () => {
    const simulated = await simulatedCore([
      { credentials: someCredentials(1, 2), quirks: { staleTokenCostsRetry: true } },
    ]);
    const key = firstKey(simulated);
    const { handle } = simulated.of(key);
    await simulated.manager.run('unlock', handle, { pin: pinOf(testPin) });
    key.script.failNext('credentialManagement.getCredsMetadata', { status: 0x33 });
    key.log.clear();
    expect(await simulated.manager.run('list-passkeys', handle, {})).toMatchObject({
      ok: false,
      failure: { kind: 'pin-required' },
    });
    expect(key.log.named('credentialManagement').length).toBe(1);
    expect(simulated.of(key).unlocked).toBe(false);
    await simulated.core.close();
  });

  it.each(['clientPin.getPinToken', 'credentialManagement.getCredsMetadata'])(
    '11.9 a key that mixes its PIN protocols up (33 to %s) is told of, and listed by the other one at the next typing',
    async (request) => {
      const simulated = await simulatedCore([{ personality: 'yubikey54', credentials: someCredentials(1, 1) }]);
      const key = firstKey(simulated);
      key.script.failNext(request, { status: 0x33 });
      const first = await simulated.manager.run('unlock', simulated.of(key).handle, { pin: pinOf(testPin) });
      expect(first).toMatchObject({ failure: { kind: 'pin-way-refused', code: 0x33 } });
      expect(key.log.pinBearing.length).toBe(1);
      const outcome = await simulated.manager.run('unlock', simulated.of(key).handle, { pin: pinOf(testPin) });
      expect(outcome.ok).toBe(true);
      expect(key.log.pinBearing.length).toBe(2);
      expect(key.state.pinRetries).toBe(8);
      await simulated.core.close();
    },
  );

  it('E-20 a listing given up half-way ends at once and leaves the key ready', async () => {
    const simulated = await simulatedCore([{ credentials: someCredentials(40, 120), capacity: 200 }]);
    const key = firstKey(simulated);
    const { handle } = simulated.of(key);
    const givenUp = new AbortController();
    const stop = simulated.manager.subscribe((event) => {
      if (event.type === 'progress' && (event.progress.done ?? 0) > 10) givenUp.abort();
    });
    const outcome = await simulated.manager.run('unlock', handle, { pin: pinOf(testPin) }, { signal: givenUp.signal });
    stop();
    expect(outcome).toMatchObject({ ok: false, failure: { kind: 'cancelled' } });
    const again = await simulated.manager.run('unlock', handle, { pin: pinOf(testPin) });
    expect(again.ok && again.value.passkeys.length).toBe(120);
    await simulated.core.close();
  });
});

describe('answers that are no answers', () => {
  const garbage = Uint8Array.of(0x00, 0xff);

  it.each([
    ['getCredsMetadata', 3, true],
    ['enumerateRpsGetNext', 2, false],
    ['enumerateCredentialsGetNext', 3, false],
    ['enumerateCredentialsBegin', 2, false],
  ] as const)('a malformed %s is a problem of the list, not its end', async (command, expected, complete) => {
    const credentials = command === 'enumerateCredentialsGetNext' ? someCredentials(1, 4) : someCredentials(3, 3);
    const simulated = await simulatedCore([{ credentials }]);
    const key = firstKey(simulated);
    key.script.failNext(`credentialManagement.${command}`, { garbage, carryOut: true });
    const outcome = await simulated.manager.run('unlock', simulated.of(key).handle, { pin: pinOf(testPin) });
    expect(outcome).toMatchObject({
      ok: true,
      value: { complete, problems: expect.arrayContaining([expect.anything()]) },
    });
    expect(outcome.ok && outcome.value.passkeys.length).toBe(expected);
    await simulated.core.close();
  });

  it('a malformed first service leaves an incomplete, empty list', async () => {
    const simulated = await simulatedCore([{ credentials: someCredentials(2, 2) }]);
    const key = firstKey(simulated);
    key.script.failNext('credentialManagement.enumerateRpsBegin', { garbage });
    const outcome = await simulated.manager.run('unlock', simulated.of(key).handle, { pin: pinOf(testPin) });
    expect(outcome).toMatchObject({ ok: true, value: { passkeys: [], complete: false } });
    await simulated.core.close();
  });

  it('a malformed getInfo is told as such', async () => {
    const simulated = await simulatedCore([{ quirks: { infoBytes: Uint8Array.of(0xa0) } }]);
    expect(simulated.of(firstKey(simulated))).toMatchObject({
      state: 'unreachable',
      problem: { kind: 'key-broke-protocol' },
    });
    await simulated.core.close();
  });

  it('a key that offers no PIN protocol we speak is not supported, and gets no PIN', async () => {
    const simulated = await simulatedCore([{ credentials: someCredentials(1, 1) }]);
    const key = firstKey(simulated);
    // Member 06 (pinUvAuthProtocols) [2, 1] becomes [99].
    const strange = (reply: Uint8Array): Uint8Array =>
      Uint8Array.from(Buffer.from(Buffer.from(reply).toString('hex').replace('06820201', '06811863'), 'hex'));
    key.script.failNext('getInfo', { replaceResponse: strange }, { times: 100 });
    simulated.transport.unplug(key);
    simulated.transport.plug(key);
    await simulated.manager.refresh();
    const view = simulated.of(key);
    expect(view.facts?.capabilities.listPasskeys).toEqual({ answer: 'no', reason: 'no-token' });
    expect(await simulated.manager.run('unlock', view.handle, { pin: pinOf(testPin) })).toMatchObject({
      failure: { kind: 'not-supported' },
    });
    expect(
      await simulated.manager.run('change-pin', view.handle, { pin: pinOf(testPin), newPin: pinOf('another') }),
    ).toMatchObject({
      failure: { kind: 'not-supported' },
    });
    expect(key.log.pinBearing).toEqual([]);
    await simulated.core.close();
  });

  it('a vendor’s malformed or missing answer does not cost the key', async () => {
    const simulated = await simulatedCore([{ personality: 'yubikey54', yubicoSerial: 1234567 }]);
    const key = firstKey(simulated);
    expect(simulated.of(key).facts?.vendorSerial).toBe('1234567');
    key.script.failNext('vendor', { garbage: Uint8Array.of(9, 1) }, { times: 100 });
    expect((await simulated.manager.run('read-key', simulated.of(key).handle, {})).ok).toBe(true);
    expect(simulated.of(key).facts?.vendorSerial).toBeNull();
    await simulated.core.close();
  });

  it('a U2F key that cannot blink cannot be found, and says so', async () => {
    const simulated = await simulatedCore([
      { personality: 'u2fOnly', withoutPin: true, quirks: { capabilityFlags: 0x00 } },
    ]);
    const outcome = await simulated.manager.run('identify', simulated.of(firstKey(simulated)).handle, {
      byTouch: false,
    });
    expect(outcome).toMatchObject({ failure: { kind: 'not-supported' } });
    await simulated.core.close();
  });

  it('a key that cannot tell its tries can be used all the same', async () => {
    const simulated = await simulatedCore([{ credentials: someCredentials(1, 1) }]);
    const key = firstKey(simulated);
    key.script.failNext('clientPin.getPinRetries', { status: 0x01 }, { times: 100 });
    const outcome = await simulated.manager.run('unlock', simulated.of(key).handle, { pin: pinOf(testPin) });
    expect(outcome.ok).toBe(true);
    await simulated.core.close();
  });
});
