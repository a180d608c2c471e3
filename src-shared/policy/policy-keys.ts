import type { Advisory } from '../domain/advisory.ts';
import type { InventoryKey } from '../domain/inventory-key.ts';
import type { Policy, PolicyRule, PolicyRules } from '../domain/policy.ts';
import { matchAdvisories } from '../coverage/advisories.ts';
import { breach, type FindingVariant, notKnown, type PolicyFinding } from './policy-finding.ts';
import type { PolicyQuestion } from './policy-question.ts';
import { compareVersions } from '../lib/compare-versions.ts';
import { foldText } from '../lib/fold-text.ts';
import { plainAaguid, versionOf } from '../lib/model-facts.ts';

type KeyLine = NonNullable<PolicyRules['forbidden-models']>[number];
type Ruling = Pick<PolicyFinding, 'state' | 'severity'> & {
  readonly rule: PolicyRule;
  readonly variant?: FindingVariant;
  readonly details?: PolicyFinding['details'];
};

const dayMs = 86_400_000;

/** Checks one key in use against the rules about keys. */
export function keyFindings(
  key: InventoryKey,
  { policy, advisories, now }: Pick<PolicyQuestion, 'policy' | 'advisories' | 'now'>,
): PolicyFinding[] {
  const roles = policy['key-roles'];
  if (roles !== undefined && !roles.some((role) => role === key.role)) return [];
  const rulings = [
    ...pinRulings(key, policy.rules),
    ...modelRulings(key, policy.rules),
    ...advisoryRulings(key, policy.rules, advisories),
    ...recordRulings(key, policy.rules, now),
  ];
  return rulings.map(({ variant = '', details = {}, ...ruling }) => ({
    ...ruling,
    variant,
    details,
    keyId: key.id,
    keyLabel: key.label,
    accountId: null,
    serviceId: null,
    serviceName: null,
    serviceNameJa: null,
    userName: null,
  }));
}

function* pinRulings(key: InventoryKey, rules: PolicyRules): Generator<Ruling> {
  if (rules['pin-set'] === true) {
    if (key.pinBlocked === true) yield { rule: 'pin-set', ...breach('critical'), variant: 'blocked' };
    else if (key.pinSet === false) yield { rule: 'pin-set', ...breach('warning') };
    else if (key.pinSet === null) yield { rule: 'pin-set', ...notKnown('warning') };
  }
  const needed = rules['minimum-pin-length'];
  if (needed !== undefined) {
    const has = key.pinMinLength;
    if (has === null) yield { rule: 'minimum-pin-length', ...notKnown('warning'), details: { needed } };
    else if (has < needed) yield { rule: 'minimum-pin-length', ...breach('warning'), details: { needed, has } };
  }
  if (rules['always-uv'] === true) {
    if (key.alwaysUv === null) yield { rule: 'always-uv', ...notKnown('warning') };
    else if (!key.alwaysUv) yield { rule: 'always-uv', ...breach('warning') };
  }
}

function* modelRulings(key: InventoryKey, rules: PolicyRules): Generator<Ruling> {
  const floors = (rules['firmware-floor'] ?? []).flatMap((line) => {
    const meant = isMeant(line, key);
    return meant === false ? [] : [{ floor: line['at-least'], sure: meant === true }];
  });
  const firmware = versionOf(key.firmware);
  const missed = floors
    .filter(({ floor }) => firmware === null || compareVersions(firmware, versionOf(floor) ?? []) < 0)
    .toSorted((left, right) => compareVersions(versionOf(right.floor) ?? [], versionOf(left.floor) ?? []));
  const sure = missed.find((one) => one.sure);
  const worst = sure ?? missed[0];
  if (worst !== undefined) {
    const details = { needed: worst.floor, has: key.firmware ?? '' };
    const known = firmware !== null && sure !== undefined;
    yield { rule: 'firmware-floor', ...(known ? breach('warning') : notKnown('warning')), details };
  }

  const forbidden = (rules['forbidden-models'] ?? []).map((line) => isMeant(line, key));
  const details = { model: key.model ?? key.product ?? '' };
  if (forbidden.includes(true)) yield { rule: 'forbidden-models', ...breach('critical'), details };
  else if (forbidden.includes(null)) yield { rule: 'forbidden-models', ...notKnown('critical'), details };
}

/** Checks whether a line is about the key; null where the key does not tell enough. */
function isMeant(line: KeyLine, key: InventoryKey): boolean | null {
  const names = [key.manufacturer, key.model, key.product]
    .filter((name) => name !== null)
    .map((name) => foldText(name) ?? '');
  const answers: (boolean | null)[] = [];
  if (line.vendor !== undefined) {
    const vendor = foldText(line.vendor) ?? '';
    // Sparekey knows the model of a key that does not name its maker: the maker may be in the model's name, or not.
    answers.push(names.some((name) => name.includes(vendor)) || (key.manufacturer === null ? null : false));
  }
  if (line.model !== undefined) {
    const model = foldText(line.model) ?? '';
    answers.push(names.some((name) => name.includes(model)) || (key.model === null ? null : false));
  }
  if (line.aaguid !== undefined) answers.push(key.aaguid === null ? null : key.aaguid === plainAaguid(line.aaguid));
  if (answers.includes(false)) return false;
  return answers.includes(null) ? null : true;
}

function* advisoryRulings(key: InventoryKey, rules: PolicyRules, advisories: readonly Advisory[]): Generator<Ruling> {
  const from = rules['forbidden-advisories'];
  if (from === undefined) return;
  if (key.aaguid === null && key.model === null && key.product === null) {
    yield { rule: 'forbidden-advisories', ...notKnown('warning'), variant: 'model' };
    return;
  }
  for (const { advisory, state } of matchAdvisories(key, advisories)) {
    const asked = isAsSevere(advisory.severity, from);
    if (asked === false) continue;
    const severity = advisory.severity === 'high' ? 'critical' : 'warning';
    yield {
      rule: 'forbidden-advisories',
      ...(state === 'affected' && asked === true ? breach(severity) : notKnown(severity)),
      details: { advisory: advisory.id, title: advisory.title, titleJa: advisory.titleJa },
    };
  }
}

// Null: nobody has rated it.
function isAsSevere(severity: Advisory['severity'], from: NonNullable<PolicyRules['forbidden-advisories']>) {
  if (from === 'any') return true;
  if (severity === 'unrated') return null;
  const order = ['low', 'moderate', 'high'];
  return order.indexOf(severity) >= order.indexOf(from);
}

function* recordRulings(key: InventoryKey, rules: PolicyRules, now: string): Generator<Ruling> {
  const limit = rules['stale-after-days'];
  if (limit !== undefined) {
    // A key that cannot be listed is never read; that it was plugged in is all that can be known of it.
    const last = key.lastRead ?? (key.identifiedBy === 'told' ? null : key.lastSeen);
    const days = last === null ? null : Math.floor((Date.parse(now) - Date.parse(last)) / dayMs);
    if (days === null) yield { rule: 'stale-after-days', ...notKnown('warning'), details: { limit } };
    else if (days > limit) yield { rule: 'stale-after-days', ...breach('warning'), details: { limit, days } };
  }
  if (rules['owner-recorded'] === true && isBlank(key.owner)) yield { rule: 'owner-recorded', ...breach('notice') };
  if (rules['place-recorded'] === true && isBlank(key.place)) yield { rule: 'place-recorded', ...breach('notice') };
}

function isBlank(text: Policy['name'] | null): boolean {
  return text === null || text.trim() === '';
}
