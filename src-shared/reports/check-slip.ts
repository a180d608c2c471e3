import type { CheckedKey, CheckFinding, KeyCheck } from '../domain/check.ts';
import {
  actionText,
  checkedKeyName,
  checkFindingMessage,
  checkSummary,
  decisionText,
  findingSource,
  profileName,
  wasTested,
} from '../i18n/check-message.ts';
import { dashedAaguid } from '../lib/model-facts.ts';
import { reportFrame, type ReportContext } from './report-context.ts';
import type { ReportDocument, ReportLine, ReportTable } from './report-document.ts';

/** Composes the slip of one check: verdict, key, findings with their reasons, and who checked it. */
export function checkSlip(context: ReportContext, check: KeyCheck): ReportDocument {
  const { t, outside, instant, locale } = context;
  const frame = reportFrame(context, t('check.slip.title'), 'portrait', 'checked');
  const by = check.by === null ? [] : [[t('check.slip.by'), outside(check.by)] as const];
  const { decision } = check;
  const decided =
    decision === null ? [] : [[t('check.slip.decision'), outside(decisionText(t, decision, instant))] as const];
  const note = check.note === null ? [] : [[t('check.slip.note'), outside(check.note)] as const];
  return {
    ...frame,
    about: [...frame.about, t('check.slip.profile', { profile: outside(profileName(t, check.profile)) })],
    summary: [t(`check.verdict.${check.verdict}`), checkSummary(t, check, locale)],
    sections: [
      {
        heading: t('check.slip.key'),
        blocks: [
          {
            type: 'facts',
            facts: [
              ...keyFactsOf(context, check.key),
              [t('check.slip.checked'), instant(check.at)] as const,
              ...by,
              ...decided,
              ...note,
            ],
          },
        ],
      },
      {
        heading: t('check.slip.findings'),
        blocks: [
          {
            type: 'table',
            columns: [
              { name: t('check.column.point'), width: 24 },
              { name: t('check.column.seen'), width: 28 },
              { name: t('check.column.why'), width: 48 },
            ],
            rows: check.findings.map((finding) => rowOf(context, finding)),
          },
        ],
      },
    ],
    notes: [t(wasTested(check) ? 'check.slip.note.tested' : 'check.slip.note.genuine'), t('check.slip.note.required')],
  };
}

/** The columns of the table of checks, in their order. */
export const checkColumns = [
  'at',
  'verdict',
  'profile',
  'model',
  'serial',
  'tag',
  'usb',
  'firmware',
  'against',
  'by',
  'note',
  'decision',
  'decided-by',
  'decided-why',
  'genuine',
  'sign-in',
] as const;

/** Composes checks as a table for programs and spreadsheets: one check a row. */
export function checkTable(context: ReportContext, checks: readonly KeyCheck[]): ReportTable {
  const { t, locale } = context;
  return {
    columns: checkColumns.map((column) => t(`check.table.${column}`)),
    rows: checks.map((check) => [
      check.at,
      t(`check.verdict-text.${check.verdict}`),
      profileName(t, check.profile),
      check.key.model ?? check.key.product ?? '',
      check.key.vendorSerial ?? '',
      check.key.assetTag ?? '',
      check.key.usbSerial ?? '',
      check.key.firmware ?? '',
      check.findings
        .filter(({ required, state }) => required && state !== 'ok')
        .map((finding) => checkFindingMessage(t, finding, locale))
        .map(({ point, seen }) => `${point}: ${seen}`)
        .join('; '),
      check.by ?? '',
      check.note ?? '',
      check.decision === null ? '' : actionText(t, check.decision),
      check.decision?.by ?? '',
      check.decision?.why ?? '',
      testOf(context, check, 'genuine'),
      testOf(context, check, 'sign-in'),
    ]),
  };
}

/** Returns what a test showed, and when; empty where the check has no such point. */
function testOf({ t, locale }: ReportContext, { findings }: KeyCheck, point: 'genuine' | 'sign-in'): string {
  const finding = findings.find((one) => one.point === point);
  if (finding === undefined) return '';
  const { seen } = checkFindingMessage(t, finding, locale);
  return finding.strength === 'tested' ? `${seen} (${finding.values['testedAt']})` : seen;
}

function keyFactsOf({ t, outside }: ReportContext, key: CheckedKey): readonly (readonly [string, string])[] {
  const fact = (
    name: 'label' | 'serial' | 'tag' | 'usb' | 'firmware' | 'aaguid',
    value: string | null,
  ): (readonly [string, string])[] =>
    value === null || value === '' ? [] : [[t(`check.fact.${name}`), outside(value)]];
  return [
    [t('check.fact.model'), outside(checkedKeyName({ key: { ...key, label: null } }))],
    ...fact('label', key.label),
    ...fact('serial', key.vendorSerial),
    ...fact('tag', key.assetTag),
    ...fact('usb', key.usbSerial),
    ...fact('firmware', key.firmware),
    ...fact('aaguid', key.aaguid === null ? null : dashedAaguid(key.aaguid)),
  ];
}

function rowOf(
  { t, outside, instant, locale }: ReportContext,
  finding: CheckFinding,
): readonly (readonly ReportLine[])[] {
  const { point, seen, why, fix } = checkFindingMessage(t, finding, locale);
  const state = t(`check.state.${finding.state}`);
  const severity = { failed: 'critical', notice: 'notice', unknown: 'warning', ok: null } as const;
  const grade = severity[finding.state];
  const head: ReportLine = { text: point, look: 'strong' };
  const stateLine: ReportLine = grade === null ? { text: state, look: 'quiet' } : { text: state, severity: grade };
  return [
    [head, stateLine],
    [{ text: outside(seen) }, { text: findingSource(t, finding, instant), look: 'quiet' }],
    [{ text: outside(why) }, ...(fix === null ? [] : [{ text: outside(fix), look: 'strong' } as const])],
  ];
}
