import { describe, expect, it } from 'vitest';
import { makeReport } from '../../../src-main/reports/make-report.ts';
import { type ReportRequest, reportFormats, reportKinds } from '../../../src-shared/domain/report.ts';
import { day, wayOf } from '../coverage/coverage-fixtures.ts';
import { now, requestOf, smallSnapshot, textOf, worldOf } from './report-world.ts';

const textFormats = reportFormats.filter((format) => format !== 'pdf');

/** Details that a report of each kind needs. */
const details: Readonly<Record<ReportRequest['kind'], Partial<ReportRequest>>> = {
  coverage: {},
  inventory: {},
  recovery: { lostKeyIds: ['blue'] },
  backup: { primaryKeyId: 'blue', spareKeyId: 'red' },
};

const lossOf = (doneAt: string | null) => ({
  id: 'loss-1',
  at: day(11),
  keyIds: ['blue'],
  keyLabels: ['青いキー'],
  otherWayIds: [],
  deviceIds: [],
  deviceLabels: [],
  accountIds: [],
  items: [
    {
      id: '1',
      task: 'remove-lost-key' as const,
      accountId: 'whatever',
      serviceId: 'shop',
      serviceName: 'Shop & Sons',
      userName: 'hana@example.com',
      opensWith: ['Red'],
      doneAt,
    },
  ],
  closedAt: null,
  note: null,
});

describe('J-16 what identifies a person', () => {
  const world = worldOf();
  const secrets = world.snapshot.enrolments.flatMap(({ userId, credentialId }) => [userId, credentialId]);
  const present = secrets.filter((secret) => secret !== null);

  it.each(reportKinds.flatMap((kind) => textFormats.map((format) => [kind, format] as const)))(
    'is in no %s report as %s unless it was asked for',
    async (kind, format) => {
      expect(present.length).toBeGreaterThan(6);
      const text = await textOf({ kind, format, ...details[kind] }, world);
      for (const secret of present) expect(text).not.toContain(secret);
    },
  );

  it('is not in the ids of accounts that records name either', async () => {
    const accountId = 'bank|user:5ec7e7';
    const account = { type: 'account' as const, serviceId: 'bank', userName: 'hana', accountId };
    const way = wayOf('shop', 'hana', { accountId, requires: [account, { type: 'memory' }] });
    const attached = worldOf(smallSnapshot({ otherWaysIn: [way] }));
    const request = { kind: 'inventory', format: 'json' } as const;
    const text = await textOf(request, attached);
    expect(text).not.toContain('5ec7e7');
    expect(text).toContain('"memory"');
    expect(await textOf({ ...request, withIdentifiers: true }, attached)).toContain(accountId);
  });

  it.each(['coverage', 'inventory'] as const)('is in the %s report where it was asked for', async (kind) => {
    for (const format of textFormats) {
      const text = await textOf({ kind, format, withIdentifiers: true }, world);
      expect(text).toContain('c0ffee01');
      expect(text).toContain(world.snapshot.enrolments[0]?.userId);
    }
  });
});

describe('the coverage report', () => {
  it('begins with the answer, the day it is of and what it leaves out', async () => {
    const all = await textOf({ format: 'html' });
    expect(all).toContain('<p class="answer">It is not known');
    expect(all).toContain('January 12, 2026');
    expect(all).toContain('The keys were last read between Jan 10, 2026 and Jan 10, 2026; 1 key was never read.');
    expect(all).toContain('All 3 known accounts are listed.');
    expect(all).toContain('User handles and credential IDs are left out.');
    expect(await textOf({ format: 'html', gapsOnly: true })).toMatch(
      /Only accounts with something to do are listed: \d of 3\./,
    );
    expect(await textOf({ format: 'html' }, worldOf(smallSnapshot({ demo: true })))).toContain('simulated keys');
  });

  it('says of every key how it is known, with its day, and never counts the unknown as there', async () => {
    const text = await textOf({ format: 'html' });
    expect(text).toContain('● 青いキー: read on the key, Jan 10, 2026');
    expect(text).toContain('○ 青いキー: by hand, Jan 10, 2026');
    expect(text).toContain('? not known: Old');
    const data = JSON.parse(await textOf({ format: 'json' }));
    const bank = data.services.find((service: { name: string }) => service.name === 'Bank').accounts[0];
    expect(bank.enrolments).toEqual([{ key: 'blue', evidence: 'read', asOf: day(10) }]);
  });

  it('leaves out of the list, not of the answer, what has no gap', async () => {
    const [all, gaps] = await Promise.all([textOf({}), textOf({ gapsOnly: true })]);
    const [first, second] = [JSON.parse(all), JSON.parse(gaps)];
    expect(second.headline).toBe(first.headline);
    expect(second.totals).toEqual(first.totals);
    const names = (data: typeof first) =>
      data.services.flatMap((service: { accounts: { gaps: unknown[] }[] }) =>
        service.accounts.map((one) => one.gaps.length),
      );
    expect(names(first)).toContain(0);
    expect(names(second)).not.toContain(0);
  });

  it('says the same in Japanese, with the Japanese names of services', async () => {
    const text = await textOf({ format: 'html', language: 'ja' });
    expect(text).toContain('2026年1月12日');
    expect(text).toContain('● 青いキー：キーから読み取り（2026/01/10）');
    expect(text).toContain('山田商店');
    expect(text).not.toContain('Shop &amp; Sons');
  });

  it('describes itself to programs: the documented fields, the same in every language', async () => {
    const [english, japanese] = await Promise.all([textOf({}), textOf({ language: 'ja' })]);
    const keysOf = (text: string) =>
      JSON.stringify(JSON.parse(text), (_, value: unknown) => (typeof value === 'string' ? '' : value));
    expect(keysOf(english)).toBe(keysOf(japanese));
    expect(Object.keys(JSON.parse(english))).toEqual([
      'report',
      'version',
      'madeAt',
      'language',
      'demo',
      'withIdentifiers',
      'gapsOnly',
      'headline',
      'totals',
      'keys',
      'devices',
      'places',
      'rings',
      'services',
      'questions',
    ]);
  });
});

describe('the inventory report', () => {
  it('has all that is remembered of each key, and what is no longer there only as a number', async () => {
    const text = await textOf({ kind: 'inventory', format: 'html' });
    for (const fact of [
      'Hana Mori',
      'Office',
      'Key ring',
      'U2F only',
      'ext. 4711',
      '9–17',
      'https://vault.example/1',
    ]) {
      expect(text).toContain(fact);
    }
    expect(text).not.toContain('gone.example');
    expect(text).toContain('1 passkey that is no longer on its key is not listed.');
    expect(text).toContain('3 keys, 4 registrations, 2 other ways in.');
  });
});

describe('the recovery plan', () => {
  it('is the plan in order, with pages in full and boxes to tick', async () => {
    const text = await textOf({ kind: 'recovery', format: 'html', lostKeyIds: ['blue'] });
    expect(text).toContain('Lost, or assumed to be lost: 青いキー');
    expect(text.indexOf('Sign in and remove the lost key')).toBeLessThan(text.indexOf('Get back in'));
    expect(text).toContain(
      '<a href="https://shop.example/keys" rel="noopener noreferrer"><bdi>https://shop.example/keys</bdi></a>',
    );
    expect(text).toContain('☐');
    expect(text).not.toContain('☑');
    expect(text).toContain('This plan holds no PIN, password or recovery code.');
  });

  it('of a recorded loss is its checklist, ticked where it is done', async () => {
    const open = worldOf(smallSnapshot({ losses: [lossOf(null)] }));
    const done = worldOf(smallSnapshot({ losses: [lossOf(day(12))] }));
    const request = { kind: 'recovery', format: 'html', lossId: 'loss-1' } as const;
    expect(await textOf(request, open)).toContain('0 of 1 step is done.');
    const ticked = await textOf(request, done);
    expect(ticked).toContain('☑');
    expect(ticked).toContain('Done on Jan 12, 2026');
    expect(JSON.parse(await textOf({ ...request, format: 'json' }, done)).steps[0].done).toBe(day(12));
  });

  it.each([
    [{ kind: 'recovery' as const }, 'nothing-lost'],
    [{ kind: 'recovery' as const, lostKeyIds: ['nobody'] }, 'nothing-lost'],
    [{ kind: 'recovery' as const, lossId: 'none' }, 'no-such-loss'],
    [{ kind: 'backup' as const, primaryKeyId: 'blue' }, 'two-keys-needed'],
    [{ kind: 'backup' as const, primaryKeyId: 'blue', spareKeyId: 'blue' }, 'two-keys-needed'],
  ])('%j is refused: %s', async (change, detail) => {
    const options = { now, byteOrderMark: false, makePdf: () => Promise.reject(new Error('not asked')) };
    const made = await makeReport(requestOf(change), worldOf(), options);
    expect(made).toEqual({ ok: false, failure: { kind: 'input-invalid', detail } });
  });
});

describe('the list for a spare', () => {
  it('has what the spare lacks, and what both open only as a number', async () => {
    const text = await textOf({ kind: 'backup', format: 'html', ...details.backup });
    expect(text).toContain('Spare: Red. It is to open what 青いキー opens.');
    expect(text).toContain('Bank: hana');
    expect(text).toContain('Shop &amp; Sons: told@example.com');
    expect(text).not.toContain('Shop &amp; Sons: hana@example.com');
    expect(text).toContain('1 were on both keys before.');
  });
});
