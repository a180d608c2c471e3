import { describe, expect, it } from 'vitest';
import { loadServices } from '../../../catalogue/services.ts';
import { analyseCoverage } from '../../../src-shared/coverage/analyse-coverage.ts';
import type { CoverageInput } from '../../../src-shared/coverage/coverage-input.ts';
import type { AssumedLoss } from '../../../src-shared/coverage/loss-report.ts';
import { makeLossChecklist } from '../../../src-shared/plans/loss-checklist.ts';
import { planLoss } from '../../../src-shared/plans/plan-loss.ts';
import { lossItemsOf } from '../../../src-shared/plans/recovery-plan.ts';
import type { PlanTask } from '../../../src-shared/plans/recovery-plan-types.ts';
import type { Locale } from '../../../src-shared/domain/settings.ts';
import {
  checklistMessage,
  lossItemTexts,
  planEntryMessage,
  planSummary,
  type RecoveryTerms,
} from '../../../src-shared/i18n/recovery-message.ts';
import { createTranslator } from '../../../src-shared/i18n/translator.ts';
import { day, inputOf, keyOf, readOf, manualOf, wayOf } from '../coverage/coverage-fixtures.ts';

const services = loadServices();
const termsOf = (locale: Locale): RecoveryTerms => ({
  t: createTranslator(locale),
  locale,
  when: (iso) => iso.slice(0, 10),
});

function planOf(parts: Partial<CoverageInput>, lost: AssumedLoss) {
  const input = inputOf({ services, ...parts });
  const snapshot = { keys: [...input.keys], otherWaysIn: [...input.otherWaysIn] };
  return planLoss({ snapshot, report: analyseCoverage(input), services }, lost);
}

/** Returns what a person reads of the only entry of a section: the title, then a sentence a line. */
function said(parts: Partial<CoverageInput>, task: PlanTask, locale: Locale, lost: AssumedLoss = { keyIds: ['blue'] }) {
  const [entry] = planOf(parts, lost).sections[task];
  if (entry === undefined) throw new Error(`nothing under ${task}`);
  const { title, lines } = planEntryMessage(termsOf(locale), entry);
  return [title, ...lines.map((line) => (line.url === null ? line.text : `${line.text} → ${line.url}`))];
}

const blue = keyOf('blue', { label: 'Blue' });
const red = keyOf('red', { label: 'Red' });
const github = (key: string) => readOf(key, 'github.com', 'mika');

describe('a step of the recovery plan', () => {
  const open = { keys: [{ ...blue, pinSet: false }, red], enrolments: [github('blue'), github('red')] };

  it('that still opens', () => {
    expect(said(open, 'remove-lost-key', 'en')).toEqual([
      'GitHub: mika',
      'Sign in with Red.',
      'Remove Blue from the account.',
      'Do this first: Blue has no PIN, so whoever finds it can use it.',
      'Page of the service → https://github.com/settings/security',
    ]);
    expect(said(open, 'remove-lost-key', 'ja')).toEqual([
      'GitHub：mika',
      'Redでサインインします。',
      'アカウントからBlueの登録を削除します。',
      '先に済ませてください。BlueにはPINがないため、拾った人がそのまま使えます。',
      'サービスのページ → https://github.com/settings/security',
    ]);
  });

  it('that has one way left', () => {
    expect(said(open, 'add-spare', 'en').slice(1, 3)).toEqual([
      'Only Red still opens it.',
      'Add another key there, then read that key.',
    ]);
  });

  it('that is left to the help desk, with its hours and number', () => {
    const desk = wayOf('github', 'mika', {
      kind: 'helpdesk',
      name: 'IT support',
      hours: 'Mon–Fri 9–17',
      contact: 'ext. 4711',
    });
    const parts = { keys: [blue], enrolments: [github('blue')], otherWaysIn: [desk] };
    expect(said(parts, 'get-back-in', 'en')[2]).toBe(
      'Way back in: help desk (IT support). Hours: Mon–Fri 9–17. Contact: ext. 4711.',
    );
    expect(said(parts, 'get-back-in', 'ja')[2]).toBe(
      '戻る方法：ヘルプデスク（IT support）。受付時間：Mon–Fri 9–17。連絡先：ext. 4711。',
    );
  });

  it('that is locked out: what the catalogue knows of getting back in', () => {
    const parts = { keys: [blue], enrolments: [github('blue')] };
    expect(said(parts, 'get-back-in', 'en')[1]).toBe(
      'If a device is still signed in to GitHub, do this there first: add a key that you have.',
    );
    expect(said(parts, 'get-back-in', 'ja')[1]).toBe(
      'GitHubにサインインしたままの端末があれば、先にその端末で手元のキーを追加してください。',
    );
    expect(said(parts, 'get-back-in', 'en')[2]).toMatch(/^The service may let you back in by: recovery codes, /);
    expect(said(parts, 'get-back-in', 'ja')[2]).toMatch(/^サービスが用意している戻る方法：/);
  });

  it('that is locked out of a service that nobody knows', () => {
    const parts = { keys: [blue], enrolments: [readOf('blue', 'tiny.example', 'mika')] };
    expect(said(parts, 'get-back-in', 'en')).toEqual([
      'tiny.example: mika',
      'If a device is still signed in to tiny.example, do this there first: add a key that you have.',
      'No way back in is recorded. Look for account recovery on the sign-in page of tiny.example.',
      'Once you are in, remove Blue and add a key that you have.',
      'Look for security keys or passkeys in the security settings of tiny.example.',
    ]);
  });

  it('where it has to be found out, with the keys to try', () => {
    const unread = keyOf('fresh', { label: 'Fresh', lastRead: null, lastReadComplete: false });
    const parts = { keys: [blue, unread], enrolments: [github('blue')] };
    expect(said(parts, 'find-out', 'en').slice(1, 3)).toEqual([
      'Try Fresh.',
      'If it opens, remove Blue and record what opened it. If not, treat it as closed.',
    ]);
  });

  it('with codes that were in the bag', () => {
    const codes = wayOf('github', 'mika', { id: 'codes', name: 'Sheet', carriedOn: 'Bag' });
    const parts = { keys: [blue, red], enrolments: [github('blue'), github('red')], otherWaysIn: [codes] };
    const lost = { keyIds: ['blue'], otherWayIds: ['codes'] };
    expect(said(parts, 'remove-lost-key', 'en', lost)).toContain(
      'Make recovery codes (Sheet) void and set up a new one.',
    );
  });

  it('at a service that takes one key: a key in place of the lost one', () => {
    const codes = wayOf('rakuten-securities', 'mika', { kind: 'other', name: 'Call centre' });
    const parts = {
      keys: [blue],
      enrolments: [manualOf('blue', 'rakuten-securities', 'mika')],
      otherWaysIn: [codes],
    };
    expect(said(parts, 'add-spare', 'en')).toContain(
      'The service takes one key only: add a key in place of the lost one.',
    );
  });

  it('of SSH: servers, not a page', () => {
    const parts = { keys: [blue], enrolments: [readOf('blue', 'ssh:', 'openssh')] };
    const lines = said(parts, 'get-back-in', 'en');
    expect(lines.join(' ')).toContain('authorized_keys');
    expect(lines.join(' ')).not.toContain('security settings');
  });

  it('hostile names stay on their line and cannot turn its direction or hide', () => {
    const hostile = '\u202Egro.elpmaxe\u202C<script>alert(1)</script>\n=cmd|calc \u{1F469}\u200D\u{1F4BB} עברית';
    const parts = {
      keys: [keyOf('blue', { label: hostile }), { ...red, label: 'x'.repeat(80) }],
      enrolments: [readOf('blue', 'a.example', hostile.repeat(20)), readOf('red', 'a.example', hostile.repeat(20))],
    };
    for (const locale of ['en', 'ja'] as const) {
      const all = said(parts, 'remove-lost-key', locale);
      for (const line of all) expect(line).not.toMatch(/[\u202A-\u202E\u2066-\u2069\p{Cc}]/u);
      expect(all[0]?.length).toBeLessThan(700);
    }
  });
});

describe('the answer of a plan', () => {
  it('counts what becomes of the accounts, and says how far it is known', () => {
    const plan = planOf(
      {
        keys: [{ ...blue, pinSet: false, lastReadComplete: false }, red],
        enrolments: [github('blue'), github('red'), readOf('blue', 'tiny.example', 'x')],
      },
      { keyIds: ['blue'] },
    );
    expect(planSummary(termsOf('en'), plan)).toEqual([
      'Of 2 accounts, 2 are touched: 1 closed, 1 still open.',
      'Blue has no PIN: whoever finds it needs only to touch it.',
      'Blue was last read on 2026-01-10, and not completely. It may open more than is shown.',
    ]);
    expect(planSummary(termsOf('ja'), plan)[0]).toBe(
      '2件のうち2件のアカウントに影響します。開けない：1件、引き続き開ける：1件。',
    );
  });

  it('says so where nothing is touched', () => {
    const plan = planOf({ keys: [blue, red], enrolments: [github('red')] }, { keyIds: ['blue'] });
    expect(planSummary(termsOf('en'), plan)[0]).toBe('The one known account is not touched.');
  });
});

describe('a line of the checklist', () => {
  it('says what was so on the day of the loss', () => {
    const input = inputOf({ services, keys: [blue, red], enrolments: [github('blue'), github('red')] });
    const report = analyseCoverage(input);
    const plan = planLoss({ snapshot: { keys: [blue, red], otherWaysIn: [] }, report, services }, { keyIds: ['blue'] });
    const items = lossItemsOf(plan, lossItemTexts(createTranslator('en'), 'en'));
    const record = {
      id: 'l',
      at: day(11),
      keyIds: ['blue'],
      keyLabels: ['Blue'],
      otherWayIds: [],
      deviceIds: [],
      deviceLabels: [],
      accountIds: [],
      items: items.map((item) => ({ ...item, doneAt: null })),
      closedAt: null,
      note: null,
    };
    const [section] = makeLossChecklist(record, report, services).sections;
    const [line] = section?.lines ?? [];
    if (line === undefined) throw new Error('no line');
    const { title, lines } = checklistMessage(termsOf('en'), line);
    expect(title).toBe('GitHub: mika');
    expect(lines.slice(0, 2).map(({ text }) => text)).toEqual(['Sign in with Red.', 'Remove Blue from the account.']);
    expect(lines.at(-1)).toMatchObject({ url: 'https://github.com/settings/security', isPage: true });
  });
});
