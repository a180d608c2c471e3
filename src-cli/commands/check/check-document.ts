import type { CheckFinding, KeyCheck } from '../../../src-shared/domain/check.ts';
import {
  checkedKeyName,
  checkedKeyNumber,
  checkFindingMessage,
  checkSummary,
  findingSource,
  profileName,
  testedText,
  wasTested,
} from '../../../src-shared/i18n/check-message.ts';
import { joinSentences } from '../../../src-shared/i18n/join-sentences.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import type { Document } from '../../program/command.ts';
import type { CommandContext } from '../../program/command-context.ts';
import { tableLines } from '../../terminal/table-lines.ts';

/** Signs of the states of a finding, as the window draws them. */
const signs: Readonly<Record<CheckFinding['state'], string>> = { ok: '✓', notice: '△', failed: '✕', unknown: '◌' };
const verdictSigns: Readonly<Record<KeyCheck['verdict'], string>> = {
  issue: '✓',
  'do-not-issue': '✕',
  'cannot-tell': '◌',
};

/** Returns a check in the JSON of `check` (docs/check.md). Fields may be added, never renamed. */
export function checkDocument({ t, locale }: CommandContext, check: KeyCheck): Document {
  const { id, at, profile, verdict, key, milliseconds, by, note, decision } = check;
  return {
    id,
    at,
    profile,
    verdict,
    summary: checkSummary(t, check, locale),
    key: {
      inventoryId: key.keyId,
      label: key.label,
      vendorSerial: key.vendorSerial,
      usbSerial: key.usbSerial,
      assetTag: key.assetTag,
      aaguid: key.aaguid,
      model: key.model,
      product: key.product,
      firmware: key.firmware,
    },
    findings: check.findings.map((finding) => ({
      point: finding.point,
      variant: finding.variant,
      state: finding.state,
      required: finding.required,
      strength: finding.strength,
      values: finding.values,
      url: finding.url,
      ...messageOf({ t, locale }, finding),
    })),
    milliseconds,
    by,
    note,
    decision,
  };
}

function messageOf({ t, locale }: Pick<CommandContext, 't' | 'locale'>, finding: CheckFinding): Document {
  const { point: name, seen, why, fix } = checkFindingMessage(t, finding, locale);
  return { name, seen, why, fix };
}

/** Returns a check for a person: the verdict first, then what is not in order, then the rest. */
export function checkLines({ t, locale, terminal }: CommandContext, check: KeyCheck): string[] {
  const key = [checkedKeyName(check), checkedKeyNumber(check), check.key.firmware].filter(
    (part) => part !== null && part !== '',
  );
  const rows = check.findings.map((finding) => {
    const { point, seen, why, fix } = checkFindingMessage(t, finding, locale);
    const source = finding.strength === 'tested' ? ` (${findingSource(t, finding, minute)})` : '';
    return [`${signs[finding.state]} ${point}`, `${seen}${source}`, joinSentences(locale, [why, fix ?? ''])].map(
      (text) => displayText(text, 400),
    );
  });
  const header = (['point', 'seen', 'why'] as const).map((column) => t(`check.column.${column}`));
  return [
    `${verdictSigns[check.verdict]} ${t(`check.verdict.${check.verdict}`)}  ${displayText(key.join(' · '), 200)}`,
    checkSummary(t, check, locale),
    displayText(
      t(wasTested(check) ? 'check.made.tested' : 'check.made', {
        profile: profileName(t, check.profile),
        seconds: check.milliseconds / 1_000,
      }),
      300,
    ),
    '',
    ...tableLines(header, rows, terminal.size),
  ];
}

/** Formats an instant by the person's clock, to the minute. */
function minute(iso: string): string {
  return new Date(iso).toLocaleString('sv').slice(0, 16);
}

/** Returns a check as one line of a list. */
export function checkRow({ t, locale }: CommandContext, check: KeyCheck): string[] {
  const { key } = check;
  const clock = new Date(check.at).toLocaleTimeString('sv').slice(0, 5);
  const texts = [
    clock,
    [`${verdictSigns[check.verdict]} ${t(`check.verdict-text.${check.verdict}`)}`, testedText(t, check, locale)]
      .filter((text) => text !== '')
      .join(' · '),
    checkedKeyNumber(check) || '–',
    key.model ?? key.product ?? '–',
  ];
  return [...texts, check.id].map((text) => displayText(text, 80));
}
