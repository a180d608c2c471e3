import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ImportContext } from '../../../src-main/imports/plan-import.ts';
import { keyOf, readOf, serviceOf, manualOf, wayOf } from '../coverage/coverage-fixtures.ts';
import { emptyWorld, file, planOf, problemsOf } from './import-fixture.ts';

const world = (snapshot: Partial<ImportContext['snapshot']>): ImportContext => ({
  ...emptyWorld,
  snapshot: { ...emptyWorld.snapshot, ...snapshot },
});

describe('finding the service', () => {
  it.each([
    ['github', 'id', 'github', null],
    ['GITHUB', 'id', 'github', null],
    ['ＧｉｔＨｕｂ', 'id', 'github', null],
    ['SBI Securities', 'name', 'sbi-sec', null],
    ['SBI証券', 'name', 'sbi-sec', null],
    ['github.com', 'rp-id', 'github', null],
    ['https://gist.github.com/login?x=1#y', 'domain', 'github', null],
    ['https://login.guessed.example/start', 'domain', 'guessed', null],
    ['forum.example.net', 'own-domain', null, 'forum.example.net'],
    ['WWW.Example.ORG.', 'own-domain', null, 'example.org'],
    ['SSH', 'rp-id', null, 'ssh:'],
    ['ssh:work', 'rp-id', null, 'ssh:work'],
    ['https://日本語.example/', 'own-domain', null, 'xn--wgv71a119e.example'],
  ])('%s by %s', (text, matchedBy, serviceId, rpId) => {
    const services = [
      serviceOf('github', ['github.com']),
      { ...serviceOf('guessed', ['guessed.example']), rpIdConfidence: 'assumed' as const },
      { ...serviceOf('sbi-sec', ['sbisec.co.jp']), name: 'SBI Securities', nameJa: 'SBI証券' },
    ];
    const plan = planOf(file(`Service,Key\n"${text}",Blue\n`), { ...emptyWorld, services });
    expect(plan.rows[0]).toMatchObject({ matchedBy });
    expect(plan.bulk.enrolments[0]).toMatchObject({ serviceId, rpId });
  });

  it('J-05: a beginning that fits one service names it; one that fits several is a choice', () => {
    expect(planOf(file('Service,Key\nApple Account,Blue\n')).bulk.enrolments).toMatchObject([
      { serviceId: 'apple-account' },
    ]);
    const plan = planOf(file('Service,Key\nMicrosoft,Blue\n'));
    expect(plan.conflicts[0]?.options.map(({ value }) => value)).toEqual([
      'service:microsoft-entra-id',
      'service:microsoft-account',
    ]);
  });

  it.each(['My router', 'a@b.com', '192.168.1.1', 'localhost', 'javascript:alert(1).com', '=1+1', '../etc/passwd.x/'])(
    '%s is no service, and says so with its line',
    (text) => {
      expect(problemsOf(file(`Service,Key\n"${text}",Blue\n`))).toEqual([[2, 'service-unknown', 'service']]);
    },
  );

  it('J-05: two services of one name are a choice', () => {
    const services = [serviceOf('one', ['one.com']), serviceOf('two', ['two.com'])].map((one) => ({
      ...one,
      name: 'Bank',
    }));
    const table = file('Service,Key\nBank,Blue\nBank,Red\n');
    const plan = planOf(table, { ...emptyWorld, services });
    expect(plan.conflicts).toHaveLength(1);
    expect(plan.conflicts[0]?.options.map(({ value }) => value)).toEqual(['service:one', 'service:two']);
    const byId = { [plan.conflicts[0]?.id ?? '']: 'service:two' };
    const chosen = planOf(table, { ...emptyWorld, services }, { others: 'ours', byId });
    expect(chosen.bulk.enrolments.map(({ serviceId }) => serviceId)).toEqual(['two', 'two']);
  });
});

describe('keys', () => {
  it('known ones are found by label, others are made by hand', () => {
    const known = world({ keys: [keyOf('k1', { label: 'Blue' })] });
    const plan = planOf(file('Service,Key,Role,Carried on\nGitHub, ｂｌｕｅ,,\nGitHub,Red,予備,Keys\n'), known);
    expect(plan.bulk.keys).toEqual([
      { ref: 'new-1', label: 'Red', role: 'spare', owner: null, place: null, carriedOn: 'Keys' },
    ]);
    expect(plan.bulk.enrolments.map(({ keyId }) => keyId)).toEqual(['k1', 'new-1']);
  });

  it('what the inventory does not say is filled in; a difference is a choice', () => {
    const known = world({ keys: [keyOf('k1', { label: 'Blue', role: null, place: 'Home' })] });
    const table = file('Key,Role,Place\nBlue,spare,Office\n');
    const kept = planOf(table, known);
    expect(kept.conflicts).toMatchObject([{ line: 2, kind: 'key', column: 'place', ours: 'Home', theirs: 'Office' }]);
    expect(kept.bulk.keyEdits).toEqual([{ keyId: 'k1', edit: { role: 'spare' } }]);
    const taken = planOf(table, known, { others: 'theirs', byId: {} });
    expect(taken.bulk.keyEdits).toEqual([{ keyId: 'k1', edit: { role: 'spare', place: 'Office' } }]);
  });

  it('J-05: two lines of the file that contradict each other are a choice too', () => {
    const plan = planOf(file('Service,Key,Place\nGitHub,Blue,Home\nGitHub,Blue,Office\n'));
    expect(plan.conflicts).toMatchObject([{ line: 3, kind: 'key', ours: 'Home', theirs: 'Office' }]);
    expect(plan.bulk.keys).toMatchObject([{ place: 'Home' }]);
  });
});

describe('what is recorded already', () => {
  const known = world({
    keys: [keyOf('k1', { label: 'Blue' })],
    enrolments: [
      readOf('k1', 'github.com', 'mika'),
      manualOf('k1', 'google-account', 'mika', { note: 'old' }),
      readOf('k1', 'gone.example', 'mika', { vanishedAt: '2026-01-09T00:00:00.000Z', vanishedBy: 'deleted' }),
    ],
    otherWaysIn: [wayOf('github', 'mika', { place: 'Safe' })],
  });

  it('is not recorded twice, whether read or told', () => {
    const plan = planOf(
      file('Service,Account,Key\ngithub.com,MIKA,Blue\ngoogle-account,mika,Blue\nGitHub,,Blue\n'),
      known,
    );
    expect(plan.bulk).toMatchObject({ keys: [], enrolments: [], otherWaysIn: [], keyEdits: [], renewed: [] });
    expect(plan.counts.unchanged).toBe(3);
  });

  it('the credential of Microsoft Entra ID is the one that Windows sign-in uses', () => {
    const entra = world({
      keys: [keyOf('k1', { label: 'Blue' })],
      enrolments: [readOf('k1', 'login.microsoft.com', 'mika')],
    });
    const plan = planOf(file('Service,Account,Key\nwindows-signin-entra-joined,mika,Blue\n'), entra);
    expect(plan.bulk.enrolments).toEqual([]);
  });

  it('another account of the same service is new, and so is one that vanished', () => {
    const plan = planOf(file('Service,Account,Key\nGitHub,work,Blue\ngone.example,mika,Blue\n'), known);
    expect(plan.bulk.enrolments).toHaveLength(2);
  });

  it('a note may be kept, taken or joined', () => {
    const table = file('Service,Account,Key,Note\ngoogle-account,mika,Blue,new\n');
    const noteWith = (others: 'ours' | 'theirs' | 'both') =>
      planOf(table, known, { others, byId: {} }).bulk.renewed?.map(({ note }) => note);
    expect(noteWith('ours')).toEqual([]);
    expect(noteWith('theirs')).toEqual(['new']);
    expect(noteWith('both')).toEqual(['old\nnew']);
  });

  it('another way in may be kept, taken or both', () => {
    const table = file('Service,Account,Other way in,Name,Place\nGitHub,mika,recovery codes,paper,Office\n');
    const ours = planOf(table, known);
    expect(ours.conflicts).toMatchObject([{ kind: 'other-way', ours: 'Safe', theirs: 'Office' }]);
    expect(ours.bulk).toMatchObject({ otherWaysIn: [], wayEdits: [] });
    const theirs = planOf(table, known, { others: 'theirs', byId: {} });
    expect(theirs.bulk.wayEdits).toMatchObject([{ id: known.snapshot.otherWaysIn[0]?.id, way: { place: 'Office' } }]);
    const both = planOf(table, known, { others: 'both', byId: {} });
    expect(both.bulk.otherWaysIn).toMatchObject([{ name: 'paper 2', place: 'Office' }]);
  });

  it('a line twice is recorded once, and noted', () => {
    const plan = planOf(file('Service,Account,Key\nGitHub,new,Blue\nGitHub,new,blue\n'), known);
    expect(plan.bulk.enrolments).toHaveLength(1);
    expect(plan.notes).toMatchObject([{ line: 3, code: 'repeated' }]);
  });
});

describe('other ways in', () => {
  it('reads kinds and providers in both languages, and all that may be said of them', () => {
    const plan = planOf(
      file(
        'Service,Account,Other way in,Provider,Place,Link,Valid from,Valid until,Hours,Contact\n' +
          'GitHub,mika,,1Password,,https://start.1password.com/x,,,,\n' +
          'GitHub,mika,リカバリーコード,,金庫,,,,,\n' +
          'Microsoft Entra ID,mika,Temporary Access Pass,,,,2026-11-30 09:00,2026-11-30T17:30Z,,\n' +
          'GitHub,mika,help desk,,,,,,Mon-Fri 9-17,03-1234-5678\n',
      ),
      {
        ...emptyWorld,
        services: [
          serviceOf('github', ['github.com']),
          { ...serviceOf('entra', ['login.microsoft.com']), name: 'Microsoft Entra ID' },
        ],
      },
    );
    expect(plan.bulk.otherWaysIn).toMatchObject([
      { kind: 'synced-passkey', providerId: '1password', name: '1Password', link: 'https://start.1password.com/x' },
      { kind: 'recovery-codes', place: '金庫' },
      { kind: 'temporary-access-pass', validUntil: '2026-11-30T17:30:00.000Z' },
      { kind: 'helpdesk', hours: 'Mon-Fri 9-17', contact: '03-1234-5678' },
    ]);
  });

  it.each([
    ['a code as a note', 'Service,Other way in,Note\nGitHub,recovery codes,a1b2c-3d4e5\n', 'looks-like-code', 'note'],
    ['a PIN as a place', 'Service,Key,Place\nGitHub,Blue,PIN: 4711\n', 'looks-like-code', 'place'],
    ['an unknown kind', 'Service,Other way in\nGitHub,telepathy\n', 'bad-value', 'way'],
    ['an unknown role', 'Service,Key,Role\nGitHub,Blue,boss\n', 'bad-value', 'role'],
    ['a link that is none', 'Service,Other way in,Link\nGitHub,other,javascript:alert(1)\n', 'bad-link', 'link'],
    ['31 February', 'Service,Other way in,Valid until\nGitHub,other,2026-02-31\n', 'bad-date', 'validUntil'],
    ['neither key nor way', 'Service,Key\nGitHub,\n', 'key-or-way-missing', null],
    ['both', 'Service,Key,Other way in\nGitHub,Blue,other\n', 'key-and-way', null],
    ['no service', 'Service,Account,Key\n,mika,Blue\n', 'service-missing', 'service'],
    ['a label of 81', `Service,Key\nGitHub,${'x'.repeat(81)}\n`, 'text-too-long', 'key'],
  ])('refuses %s', (_, table, code, column) => {
    expect(problemsOf(file(table))).toEqual([[2, code, column]]);
  });

  it('never repeats a code in what it says about it', () => {
    const plan = problemsOf(file('Service,Other way in,Note\nGitHub,recovery codes,a1b2c-3d4e5 f6g7h-8i9j0\n'));
    expect(JSON.stringify(plan)).not.toContain('a1b2c');
  });
});

describe('over any table', () => {
  it('planning twice gives the same plan, and what is planned is there afterwards', () => {
    const rows = fc.array(
      fc.tuple(
        fc.constantFrom('GitHub', 'example.com', 'amazon'),
        fc.constantFrom('', 'mika', 'Hana', '=1+1', '\u202eevil', '😀'.repeat(20), '<script>'),
        fc.constantFrom('Blue', 'Red', 'blue ', '青'),
      ),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(rows, (lines) => {
        const table = file(
          `Service,Account,Key\n${lines.map((cells) => cells.map((cell) => `"${cell}"`).join(',')).join('\n')}\n`,
        );
        const first = planOf(table);
        expect(planOf(table)).toEqual(first);
        const ids = new Map(first.bulk.keys.map(({ ref }) => [ref, `id-${ref}`]));
        const after = world({
          keys: first.bulk.keys.map(({ ref, label }) => keyOf(`id-${ref}`, { label })),
          enrolments: first.bulk.enrolments.map(({ keyId, serviceId, rpId, userName, note }, index) =>
            manualOf(ids.get(keyId) ?? keyId, serviceId ?? '', userName, { id: `t${index}`, serviceId, rpId, note }),
          ),
        });
        expect(planOf(table, after).counts).toMatchObject({ keys: 0, enrolments: 0, otherWays: 0, changed: 0 });
      }),
      { numRuns: 300 },
    );
  });
});
