import { matchAdvisories, type MatchedAdvisory } from '../coverage/advisories.ts';
import type { Advisory } from '../domain/advisory.ts';
import { compareVersions } from '../lib/compare-versions.ts';
import { foldText } from '../lib/fold-text.ts';
import type { DraftFinding, ReadQuestion } from './check-question.ts';
import { plainAaguid, versionOf } from '../lib/model-facts.ts';

/** Finds whether the model may be issued. */
export function modelFinding({ rules, facts, model }: ReadQuestion): DraftFinding {
  const aaguid = facts.aaguid ?? '';
  const listed = (list: readonly string[] | undefined): boolean =>
    list?.some((one) => plainAaguid(one) === aaguid) ?? false;
  const values = { model: model?.model ?? facts.model ?? '', aaguid };
  const finding = (variant: string, state: DraftFinding['state']): DraftFinding => ({
    point: 'model',
    variant,
    state,
    values,
  });
  if (/^0*$/.test(aaguid)) return finding('no-aaguid', 'unknown');
  if (listed(rules['forbidden-models'])) return finding('forbidden', 'failed');
  if (listed(rules['allowed-models'])) return finding(model === null ? 'allowed-unknown' : 'allowed', 'ok');
  if (rules['allowed-models'] !== undefined)
    return finding(model === null ? 'not-allowed-unknown' : 'not-allowed', 'failed');
  if (model === null) return finding('unlisted', 'unknown');
  const isKey = ['security_key', 'smart_card', 'hardware_wallet', 'wearable'].includes(model.kind);
  return isKey ? finding('known', 'ok') : finding('not-a-key', 'failed');
}

/** Finds how the model is certified by the FIDO Alliance. */
export function certificationFinding({ rules, model }: ReadQuestion): DraftFinding {
  const needed = rules.certified ?? 0;
  const level = model?.certified ?? null;
  const finding = (variant: string, state: DraftFinding['state']): DraftFinding => ({
    point: 'certification',
    variant,
    state,
    strength: 'concluded',
    values: { level: level ?? 0, needed },
  });
  if (model?.revoked === true) return { ...finding('revoked', 'failed'), always: true };
  if (level === null) return finding('not-known', 'unknown');
  if (level < needed) return finding(level === 0 ? 'none' : 'below', 'failed');
  return finding(level === 0 ? 'not-certified' : 'level', 'ok');
}

/** Finds whether the firmware is recent enough. */
export function firmwareFinding({ rules, facts, key, model }: ReadQuestion): DraftFinding {
  const names = [key.manufacturer, key.product, facts.model, model?.model, model?.vendor].flatMap(
    (name) => foldText(name ?? null) ?? [],
  );
  const isMeant = (part: string | undefined): boolean =>
    part === undefined || names.some((name) => name.includes(foldText(part) ?? ''));
  const floors = (rules['firmware-floor'] ?? [])
    .filter(
      (line) =>
        isMeant(line.vendor) &&
        isMeant(line.model) &&
        (line.aaguid === undefined || plainAaguid(line.aaguid) === facts.aaguid),
    )
    .map((line) => line['at-least'])
    .toSorted((left, right) => compareVersions(versionOf(right) ?? [], versionOf(left) ?? []));
  const [needed = ''] = floors;
  const firmware = facts.firmware ?? '';
  const version = versionOf(firmware);
  const finding = (variant: string, state: DraftFinding['state']): DraftFinding => ({
    point: 'firmware',
    variant,
    state,
    values: { firmware, needed },
  });
  if (needed === '') return firmware === '' ? finding('not-told', 'ok') : finding('no-floor', 'ok');
  if (version === null) return finding(firmware === '' ? 'not-told-needed' : 'no-version', 'unknown');
  return compareVersions(version, versionOf(needed) ?? []) < 0 ? finding('below', 'failed') : finding('meets', 'ok');
}

const severities: readonly Advisory['severity'][] = ['low', 'moderate', 'high'];

/** Finds whether a published weakness speaks against the key: the gravest one that is certain, else one that may hold. */
export function advisoriesFinding({ rules, facts, key, advisories }: ReadQuestion): DraftFinding {
  const { aaguid, firmware, model } = facts;
  const { manufacturer, product } = key;
  const matched = matchAdvisories({ aaguid, firmware, model, manufacturer, product }, advisories);
  const from = rules['forbidden-advisories'] ?? 'any';
  const counted = matched.filter(({ advisory }) => isAsSevere(advisory.severity, from));
  const [worst] = counted.toSorted(gravestFirst);
  if (worst === undefined) {
    const count = matched.length;
    return {
      point: 'advisories',
      variant: count === 0 ? 'none' : 'milder',
      state: count === 0 ? 'ok' : 'notice',
      strength: 'concluded',
      values: { count },
    };
  }
  const { id, title, titleJa, url } = worst.advisory;
  const isSure = worst.state === 'affected' && worst.advisory.severity !== 'unrated';
  return {
    point: 'advisories',
    variant: isSure ? 'affected' : 'maybe',
    state: isSure ? 'failed' : 'unknown',
    strength: 'concluded',
    values: { id, title, titleJa, count: counted.length },
    url,
  };
}

// One that nobody has rated may be above any limit.
function isAsSevere(severity: Advisory['severity'], from: string): boolean {
  return (
    from === 'any' ||
    severity === 'unrated' ||
    severities.indexOf(severity) >= severities.findIndex((one) => one === from)
  );
}

function gravestFirst(left: MatchedAdvisory, right: MatchedAdvisory): number {
  const rank = ({ advisory, state }: MatchedAdvisory): number =>
    severities.indexOf(advisory.severity) + (state === 'affected' ? 10 : 0);
  return rank(right) - rank(left);
}
