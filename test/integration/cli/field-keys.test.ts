import { afterEach, describe, expect, it } from 'vitest';
import { caseKey, removeCases } from './key-case.ts';
import * as documents from './cli-schemas.ts';

afterEach(removeCases);

const credentials = [
  { rpId: 'webauthn.io', userName: 'alex' },
  { rpId: 'example.org', userName: 'sam' },
];
const errorOf = (run: { json(): unknown }) => documents.errorDocument.parse(run.json()).error;
const wrong = { answers: ['wrong-pin'] };

describe('11.1 a firmware that sends every status as a CTAPHID error', () => {
  const odd = () => caseKey({ credentials }, {}, { quirks: { statusAsHidError: true } });

  it('is listed, and a wrong PIN is a wrong PIN with its tries', async () => {
    const { run, key } = odd();
    const refused = await run(['passkeys', '--json'], wrong);
    expect([refused.status, errorOf(refused)]).toMatchObject([4, { kind: 'pin-wrong', retriesLeft: 7 }]);
    expect(refused.err).not.toContain('once more');
    expect((await run(['passkeys', '--json'])).status).toBe(0);
    expect(key.state.pinRetries).toBe(8);
  });

  it('says what it refuses in every other operation, too', async () => {
    const { run, key } = odd();
    key.script.failNext('credentialManagement.updateUserInformation', { status: 0x28 });
    const full = await run(['passkeys', 'rename', '<first id>', '--user-name', 'x', '--json']);
    expect(errorOf(full).kind).toBe('storage-full');
    key.script.failNext('credentialManagement.getCredsMetadata', { status: 0x02 });
    const listed = documents.passkeysDocument.parse((await run(['passkeys', '--json'])).json());
    expect(listed.passkeys).toHaveLength(2);
    key.script.failNext('credentialManagement.deleteCredential', { status: 0x7f, carryOut: true });
    const open = await run(['passkeys', 'delete', '<first id>', '--yes', '--json']);
    expect(errorOf(open).kind).toBe('outcome-unknown');
  });
});

describe('11.2 a lock until replug', () => {
  it('that the key goes on saying until the right PIN is a warning, also after a replug', async () => {
    const { run, key } = caseKey({ credentials }, {}, { quirks: { stickyPowerCycleState: true } });
    const kinds = [];
    for (let miss = 0; miss < 3; miss++) kinds.push(errorOf(await run(['passkeys', '--json'], wrong)));
    expect(kinds).toMatchObject([
      { kind: 'pin-wrong', retriesLeft: 7, needsReplug: false },
      { kind: 'pin-wrong', retriesLeft: 6, needsReplug: false },
      { kind: 'pin-wrong', retriesLeft: 5, needsReplug: true },
    ]);
    const locked = await run(['passkeys', '--json']);
    expect([locked.status, errorOf(locked).kind, key.state.pinRetries]).toEqual([4, 'pin-needs-replug', 5]);
    key.powerCycle();
    const right = await run(['passkeys', '--json']);
    expect([right.status, key.state.pinRetries]).toEqual([0, 8]);
    expect(right.err).toContain('no try is used');
    expect((await run(['passkeys', '--json'])).err).not.toContain('no try is used');
  });
});

describe('11.7', () => {
  it('a key agreement key without a curve is taken with a finding where its point is on P-256', async () => {
    const { run } = caseKey({ credentials }, {}, { quirks: { keyAgreementCurve: 0 } });
    expect((await run(['passkeys', '--json'])).status).toBe(0);
    const other = caseKey({ credentials }, {}, { quirks: { keyAgreementCurve: 6 } });
    const refused = await other.run(['passkeys', '--json']);
    expect([errorOf(refused).kind, other.key.log.pinBearing.length]).toEqual(['key-broke-protocol', 0]);
  });

  it('a WINK that the key refuses becomes a wait for a touch', async () => {
    const { run, key } = caseKey({}, {}, { touch: () => 'approve' });
    key.script.failNext('wink', { hidError: 0x01 });
    expect(documents.identifyDocument.parse((await run(['identify', '--json'])).json()).by).toBe('touch');
    expect(documents.identifyDocument.parse((await run(['identify', '--touch', '--json'])).json()).by).toBe('touch');
    expect(key.state.winks).toBe(0);
  });
});

describe('11.9 --pin-way', () => {
  const sentBy = ({ key }: ReturnType<typeof caseKey>) =>
    key.log.pinBearing.map(({ name }) => name.replace('clientPin.', ''));

  it.each([
    ['protocol-2', 'getPinUvAuthTokenUsingPin'],
    ['protocol-1', 'getPinUvAuthTokenUsingPin'],
    ['legacy-protocol-2', 'getPinToken'],
    ['legacy-protocol-1', 'getPinToken'],
  ])('%s: the PIN is sent so, once', async (way, request) => {
    const named = caseKey({ credentials }, {}, { quirks: { fullLegacyToken: true } });
    const run = await named.run(['passkeys', '--pin-stdin', '--pin-way', way], { stdin: ['2481-kanagawa'] });
    expect([run.status, sentBy(named)]).toEqual([0, [request]]);
  });

  it('that the key refuses, too, leads to the next one, and costs no try', async () => {
    const { run, key } = caseKey({ credentials });
    key.script.failNext('clientPin.getPinUvAuthTokenUsingPin', { status: 0x33 });
    const args = ['passkeys', '--json', '--pin-stdin', '--pin-way', 'protocol-1'];
    const refused = await run(args, { stdin: ['2481-kanagawa'] });
    expect([refused.status, errorOf(refused).nextWay]).toEqual([4, 'protocol-2']);
    expect([key.log.pinBearing.length, key.state.pinRetries]).toEqual([1, 8]);
  });

  it('that the key does not offer is the usual one; a change of the PIN takes it, too', async () => {
    const old = caseKey({ credentials }, {}, { personality: 'yubikey52' });
    const two = await old.run(['passkeys', '--pin-stdin', '--pin-way', 'protocol-2'], { stdin: ['2481-kanagawa'] });
    expect([two.status, sentBy(old)]).toEqual([0, ['getPinToken']]);
    const { run, key } = caseKey({ credentials });
    key.script.failNext('clientPin.changePin', { status: 0x33 });
    const changed = await run(['pin', 'change', '--json', '--pin-stdin'], { stdin: ['2481-kanagawa', '13579-new'] });
    expect([changed.status, errorOf(changed).nextWay]).toEqual([4, 'legacy-protocol-1']);
    expect(changed.err).toContain('--pin-way legacy-protocol-1');
    const again = await run(['pin', 'change', '--pin-stdin', '--pin-way', 'legacy-protocol-1'], {
      stdin: ['2481-kanagawa', '13579-new'],
    });
    expect([again.status, key.state.pinRetries]).toEqual([0, 8]);
  });

  it('is one of four: anything else is refused before a PIN is read', async () => {
    const { run, key } = caseKey({ credentials });
    const wrongly = await run(['passkeys', '--json', '--pin-stdin', '--pin-way', 'fast'], { stdin: ['2481-kanagawa'] });
    expect([wrongly.status, key.log.entries.length]).toEqual([2, 0]);
  });
});

describe('11.6 a key that is pulled out in the middle of a change', () => {
  const accounts = async ({ run }: ReturnType<typeof caseKey>) => {
    const report = documents.coverageDocument.parse((await run(['coverage', '--json'])).json());
    return report.services.flatMap(({ accounts: of }) =>
      of.map(({ rpId, verdict, enrolments }) => [rpId, verdict, enrolments.map(({ evidence }) => evidence)]),
    );
  };

  it.each([
    ['delete', ['--yes'], 'credentialManagement.deleteCredential'],
    ['rename', ['--user-name', 'z'], 'credentialManagement.updateUserInformation'],
  ] as const)('(%s) makes nothing else unknown, and "passkeys" settles it', async (change, options, request) => {
    const one = caseKey({ credentials });
    expect((await one.run(['scan', '--as', 'new'])).status).toBe(0);
    const before = await accounts(one);
    one.key.script.failNext(request, { unplug: 'before' });
    const ended = await one.run(['passkeys', change, '<first id>', ...options, '--json']);
    expect([ended.status, errorOf(ended).kind]).toEqual([8, 'outcome-unknown']);
    const doubted = await accounts(one);
    expect(doubted.filter((account, index) => JSON.stringify(account) !== JSON.stringify(before[index]))).toHaveLength(
      change === 'delete' ? 1 : 0,
    );
    one.harness.transport.plug(one.key);
    expect((await one.run(['passkeys'])).status).toBe(0);
    expect(await accounts(one)).toEqual(before);
    const { keys } = documents.inventoryKeysDocument.parse((await one.run(['inventory', 'keys', '--json'])).json());
    expect(keys).toMatchObject([{ needsReread: false }]);
  });
});

describe('11.4 the words at every step', () => {
  it.each([
    [0x27, 'touch-refused'],
    [0x2f, 'touch-timed-out'],
    [0x3a, 'touch-timed-out'],
  ])('%i at the key agreement is the owner’s own word, too', async (status, kind) => {
    const { run, key } = caseKey({ credentials });
    key.script.failNext('clientPin.getKeyAgreement', { status });
    const ended = await run(['passkeys', '--json']);
    expect([ended.status, errorOf(ended).kind, key.log.pinBearing.length]).toEqual([6, kind, 0]);
  });

  it.each(['en', 'ja'])('what a key cannot do has words, whatever the operation (%s)', async (lang) => {
    for (const [args, request] of [
      [['passkeys', 'delete', '<first id>', '--yes'], 'credentialManagement.deleteCredential'],
      [['passkeys', 'rename', '<first id>', '--user-name', 'z'], 'credentialManagement.updateUserInformation'],
      [['pin', 'change'], 'clientPin.changePin'],
      [['identify', '--touch'], 'selection'],
    ] as const) {
      const { run, key } = caseKey({ credentials });
      key.script.failNext(request, { status: 0x40 });
      const script = { answers: ['2481-kanagawa', '13579-new', '13579-new'] };
      const ended = await run([...args, '--json', '--lang', lang], script);
      expect([errorOf(ended).kind, ended.err]).toEqual(['not-supported', expect.not.stringMatching(/-p|\(identify/)]);
    }
  });
});

describe('11.11 what a key calls its services', () => {
  const evil = 'a\u001b[2J\u001b]0;x\u0007\u009b31m\u0085\u202e\u2066\u200bb';
  const long = `login.${'a'.repeat(90)}.bank.example`;
  const obeyed = /[^\P{Cc}\n\t]|[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u;

  it('never makes a terminal or a file obey it, in any command', async () => {
    const named = [
      { rpId: evil, userName: evil },
      { rpId: long, userName: 'kim' },
    ];
    const { run } = caseKey({ credentials: named }, {}, { usb: { product: evil, manufacturer: evil } });
    expect((await run(['scan', '--as', 'new'])).status).toBe(0);
    for (const args of [
      ['keys'],
      ['info'],
      ['coverage'],
      ['passkeys'],
      ['inventory', 'keys'],
      ['inventory', 'export'],
      ['inventory', 'history'],
      ['inventory', 'accounts'],
      ...['csv', 'json', 'html'].map((format) => ['report', 'inventory', '--format', format]),
      ...['csv', 'json', 'html'].map((format) => ['report', 'coverage', '--format', format]),
    ]) {
      for (const json of [[], ['--json']]) {
        const ended = await run([...args, ...json]);
        expect([args.join(' '), ended.status]).toEqual([args.join(' '), 0]);
        const text = `${ended.out}\n${ended.err}`.replaceAll('\r\n', '\n');
        expect([args.join(' '), obeyed.exec(text)]).toEqual([args.join(' '), null]);
      }
    }
  });

  it('keeps the end of a long name in sight, and no mark of the key’s own', async () => {
    const { run } = caseKey({ credentials: [{ rpId: long, userName: 'kim' }] });
    expect((await run(['scan', '--as', 'new'])).out).toContain('.bank.example');
    for (const args of [['passkeys'], ['coverage'], ['inventory', 'accounts'], ['inventory', 'history']]) {
      const { out } = await run(args);
      expect([args, out.includes('.bank.example')]).toEqual([args, true]);
    }
  });

  it('that its hash contradicts is shown as given and marked: reading, storing, deleting', async () => {
    const { run } = caseKey({ credentials }, {}, { quirks: { rpIdHashMismatch: true } });
    for (const args of [['passkeys'], ['scan', '--as', 'new'], ['passkeys', 'delete', '<first id>', '--yes']]) {
      const { out, err } = await run(args);
      expect([args, `${out}\n${err}`]).toEqual([args, expect.stringMatching(/^! .*fingerprint on the key/m)]);
    }
  });
});
