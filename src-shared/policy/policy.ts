import type { CatalogueService } from '../domain/catalogue.ts';
import type { Importance } from '../domain/account-mark.ts';
import type { InventoryKey } from '../domain/inventory-key.ts';
import type { Policy, PolicyRule } from '../domain/policy.ts';
import type { CoverageAccount, CoverageService } from '../coverage/coverage-account.ts';
import type { Severity } from '../coverage/gap.ts';
import { breach, notKnown, type PolicyFinding } from './policy-finding.ts';
import { keyFindings } from './policy-keys.ts';
import { compareText } from '../lib/compare-text.ts';
import { isRecorded } from '../coverage/cell-of.ts';
import type { PolicyQuestion } from './policy-question.ts';

export interface PolicyResult {
  readonly name: string;
  /** Gravest first, then in the order of the rules, then by name; the same for the same facts in any order. */
  readonly findings: readonly PolicyFinding[];
  /** Nothing was found and nothing was missing to tell. */
  readonly passed: boolean;
}

/** The rules in the order in which they are explained and listed. */
export const policyRules = [
  'minimum-keys',
  'off-site-spare',
  'pin-set',
  'minimum-pin-length',
  'always-uv',
  'firmware-floor',
  'stale-after-days',
  'forbidden-models',
  'forbidden-advisories',
  'owner-recorded',
  'place-recorded',
] as const satisfies readonly PolicyRule[];

const gravity: readonly Severity[] = ['critical', 'warning', 'notice'];
const severityOf: Readonly<Record<Importance, Severity>> = { high: 'critical', normal: 'warning', low: 'notice' };

/** Checks an inventory against a policy. Keys that are retired or lost count for nothing and are asked for nothing. */
export function evaluatePolicy(question: PolicyQuestion): PolicyResult {
  const { policy, report } = question;
  const byId = new Map(question.keys.map((key) => [key.id, key]));
  const inUse = report.keys.flatMap(({ keyId, outOfUse, completeSince }) => {
    const key = byId.get(keyId);
    return key === undefined || outOfUse ? [] : [{ key, read: completeSince !== null }];
  });
  const services = new Map(question.services.map((service) => [service.id, service]));
  const keys = { inUse: listed(inUse), offSite: listed(inUse.filter(({ key }) => key.role === 'off-site')) };
  const findings = inUse.flatMap(({ key }) => keyFindings(key, question));
  for (const service of report.services) {
    const rules = services.get(service.serviceId);
    for (const account of service.accounts) findings.push(...accountFindings(service, rules, account, policy, keys));
  }
  findings.sort(compare);
  return { name: policy.name, findings, passed: findings.length === 0 };
}

/** Made once: there may be hundreds of keys and thousands of accounts. */
interface Keys {
  readonly ids: ReadonlySet<string>;
  /** By label, then id. */
  readonly all: readonly KeyInUse[];
  /** Those that no complete reading tells of. */
  readonly unread: readonly KeyInUse[];
}

interface KeyInUse {
  readonly key: InventoryKey;
  /** A complete reading tells what is not on it. */
  readonly read: boolean;
}

function listed(keys: readonly KeyInUse[]): Keys {
  const all = keys.toSorted(
    (left, right) => compareText(left.key.label, right.key.label) || compareText(left.key.id, right.key.id),
  );
  return { ids: new Set(all.map(({ key }) => key.id)), all, unread: all.filter(({ read }) => !read) };
}

function accountFindings(
  service: CoverageService,
  rules: CatalogueService | undefined,
  account: CoverageAccount,
  policy: Policy,
  keys: { readonly inUse: Keys; readonly offSite: Keys },
): PolicyFinding[] {
  const findings: PolicyFinding[] = [];
  const about = {
    keyId: null,
    keyLabel: null,
    accountId: account.accountId,
    serviceId: service.serviceId,
    serviceName: service.name,
    serviceNameJa: service.nameJa,
    userName: account.userName ?? account.userDisplayName,
  };
  const opening = new Set(
    account.cells.filter((cell) => isRecorded(cell) && keys.inUse.ids.has(cell.keyId)).map(({ keyId }) => keyId),
  );
  const severity = severityOf[account.importance];

  const asked = policy.rules['minimum-keys']?.[account.importance];
  if (asked !== undefined) {
    const most = mostKeys(rules);
    const needed = Math.min(asked, most);
    const values = { have: opening.size, needed, asked };
    if (opening.size < needed) {
      const unread = maybeOpening(account, keys.inUse, opening, needed - opening.size);
      const known = opening.size + unread.length < needed;
      findings.push({
        ...about,
        rule: 'minimum-keys',
        ...(known ? breach(severity) : notKnown(severity)),
        variant: '',
        details: { ...values, unread: labels(unread) },
      });
    } else if (needed < asked && account.otherWaysIn.length === 0) {
      // The service takes no more keys: what the rule is for can only come from another way in.
      findings.push({ ...about, rule: 'minimum-keys', ...breach(severity), variant: 'service-limit', details: values });
    }
  }

  if (policy.rules['off-site-spare']?.includes(account.importance) === true && mostKeys(rules) > 1) {
    const { offSite } = keys;
    if (![...opening].some((keyId) => offSite.ids.has(keyId))) {
      const unread = maybeOpening(account, offSite, opening, 1);
      findings.push({
        ...about,
        rule: 'off-site-spare',
        ...(unread.length === 0 ? breach(severity) : notKnown(severity)),
        variant: offSite.all.length === 0 ? 'no-key' : '',
        details: { unread: labels(unread) },
      });
    }
  }
  return findings;
}

/** Returns how many keys a service takes; without end where that is not known. */
function mostKeys(service: CatalogueService | undefined): number {
  if (service === undefined) return Infinity;
  if (service.acceptsSecurityKeys === false) return 0;
  if (service.singleSlot === true || service.multipleKeys === false) return 1;
  return service.maxKeys === 'unknown' ? Infinity : service.maxKeys;
}

/** Enough of them to go on with; all would be a page. */
const mostNamed = 3;

/** Returns the keys of which nobody can say whether they open the account: as many as are asked for, and enough to name. */
function maybeOpening(
  account: CoverageAccount,
  keys: Keys,
  opening: ReadonlySet<string>,
  asked: number,
): readonly KeyInUse[] {
  const absent = new Set(account.cells.filter((cell) => cell.evidence === 'absent').map((cell) => cell.keyId));
  const found: KeyInUse[] = [];
  // A complete reading of a key tells that a passkey is not on it. Of hundreds of keys few are left then.
  for (const one of account.discoverable ? keys.unread : keys.all) {
    if (opening.has(one.key.id) || absent.has(one.key.id)) continue;
    found.push(one);
    if (found.length >= asked && found.length > mostNamed) break;
  }
  return found;
}

function labels(keys: readonly KeyInUse[]): string {
  const names = keys.map(({ key }) => key.label);
  return names.length > mostNamed ? `${names.slice(0, mostNamed).join(', ')}, …` : names.join(', ');
}

function compare(left: PolicyFinding, right: PolicyFinding): number {
  return (
    gravity.indexOf(left.severity) - gravity.indexOf(right.severity) ||
    policyRules.indexOf(left.rule) - policyRules.indexOf(right.rule) ||
    compareText(left.keyLabel ?? left.serviceName ?? '', right.keyLabel ?? right.serviceName ?? '') ||
    compareText(left.userName ?? '', right.userName ?? '') ||
    compareText(left.keyId ?? left.accountId ?? '', right.keyId ?? right.accountId ?? '') ||
    compareText(left.variant, right.variant) ||
    compareText(String(left.details['advisory'] ?? ''), String(right.details['advisory'] ?? ''))
  );
}
