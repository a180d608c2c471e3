import { parse } from 'tldts';
import { type CorrectedFields, hostNamePattern, mostCorrectedHosts } from '../domain/catalogue-correction.ts';
import type { CatalogueService } from '../domain/catalogue.ts';
import { type CorrectedField, isOwnService } from '../catalogue/apply-corrections.ts';

/** The reason why a correction is refused. */
export const correctionProblems = [
  'nothing-corrected',
  'name-missing',
  'no-website', // a service of one's own needs an RP ID or a domain: nothing else ties passkeys to it
  'not-https',
  'not-a-page', // a user part, a port or no real host
  'not-a-host',
  'public-suffix', // co.jp and the like belong to nobody
  'too-many',
] as const;
export type CorrectionProblem = (typeof correctionProblems)[number];

/** The reasons to check a correction again; it is stored all the same. */
export const correctionWarnings = ['rp-id-of-other-service', 'page-elsewhere', 'one-key-recommended'] as const;
export type CorrectionWarning = (typeof correctionWarnings)[number];

export interface CheckedCorrection {
  readonly problems: readonly {
    readonly problem: CorrectionProblem;
    readonly field: CorrectedField | null;
    readonly value: string;
  }[];
  readonly warnings: readonly {
    readonly warning: CorrectionWarning;
    readonly field: CorrectedField;
    readonly value: string;
  }[];
}

/**
 * Checks what a person wants to correct before it is kept. `services` are those in use; the corrected one itself is not held
 * against it. Values in the findings come from the person: show them as outside text.
 */
export function checkCorrection(
  serviceId: string,
  fields: CorrectedFields,
  services: readonly CatalogueService[],
): CheckedCorrection {
  const problems: CheckedCorrection['problems'][number][] = [];
  const warnings: CheckedCorrection['warnings'][number][] = [];
  const own = isOwnService(serviceId);
  if (Object.keys(fields).length === 0) problems.push({ problem: 'nothing-corrected', field: null, value: '' });
  if (own && fields.name === undefined) problems.push({ problem: 'name-missing', field: 'name', value: '' });
  if (own && (fields.rpIds ?? []).length + (fields.domains ?? []).length === 0) {
    problems.push({ problem: 'no-website', field: 'rpIds', value: '' });
  }
  for (const field of ['rpIds', 'domains'] as const) {
    if ((fields[field] ?? []).length > mostCorrectedHosts) problems.push({ problem: 'too-many', field, value: '' });
    for (const host of fields[field] ?? []) {
      const problem = hostProblem(host);
      if (problem !== null) problems.push({ problem, field, value: host });
    }
  }
  // Services that share a credential share its RP ID.
  const known = services.find(({ id }) => id === serviceId)?.rpIds ?? [];
  for (const rpId of (fields.rpIds ?? []).filter((one) => !known.includes(one))) {
    const other = services.find((service) => service.id !== serviceId && service.rpIds.includes(rpId));
    if (other !== undefined) warnings.push({ warning: 'rp-id-of-other-service', field: 'rpIds', value: other.name });
  }
  if (fields.addKeyUrl !== undefined) {
    const problem = pageProblem(fields.addKeyUrl);
    if (problem !== null) problems.push({ problem, field: 'addKeyUrl', value: fields.addKeyUrl });
    else if (isElsewhere(fields.addKeyUrl, serviceId, fields, services)) {
      warnings.push({ warning: 'page-elsewhere', field: 'addKeyUrl', value: new URL(fields.addKeyUrl).host });
    }
  }
  if (fields.minKeysRecommended === 1 && fields.maxKeys !== 1) {
    warnings.push({ warning: 'one-key-recommended', field: 'minKeysRecommended', value: '1' });
  }
  return { problems, warnings };
}

function hostProblem(host: string): CorrectionProblem | null {
  if (!hostNamePattern.test(host)) return 'not-a-host';
  const { hostname, domain, isIp } = parse(host, { allowPrivateDomains: true, detectIp: true });
  if (hostname !== host || isIp === true) return 'not-a-host';
  return domain === null ? 'public-suffix' : null;
}

function pageProblem(url: string): CorrectionProblem | null {
  if (!URL.canParse(url)) return 'not-a-page';
  const page = new URL(url);
  if (page.protocol !== 'https:') return 'not-https';
  const plain = page.username === '' && page.password === '' && page.port === '';
  return plain && hostProblem(page.hostname) === null && !/[\s\p{Cc}]/u.test(url) ? null : 'not-a-page';
}

function isElsewhere(
  url: string,
  serviceId: string,
  fields: CorrectedFields,
  services: readonly CatalogueService[],
): boolean {
  const service = services.find(({ id }) => id === serviceId);
  const hosts = [
    ...(fields.rpIds ?? service?.rpIds ?? []),
    ...(fields.domains ?? service?.domains ?? []),
    // The page that the catalogue names is the service's, wherever it is.
    ...(service?.addKeyUrl.startsWith('https://') === true ? [new URL(service.addKeyUrl).hostname] : []),
  ];
  const domainOf = (host: string): string | null => parse(host, { allowPrivateDomains: true }).domain;
  return hosts.length > 0 && !hosts.some((host) => domainOf(host) === domainOf(new URL(url).hostname));
}
