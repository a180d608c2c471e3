import { correctableFields, withoutUnchanged } from '../../../src-shared/catalogue/apply-corrections.ts';
import type { checkCorrection, CheckedCorrection } from '../../../src-shared/public-suffix/check-correction.ts';
import type { CorrectedFields } from '../../../src-shared/domain/catalogue-correction.ts';
import type { CatalogueService } from '../../../src-shared/domain/catalogue.ts';

type TriStateChoice = 'yes' | 'no' | 'unknown';

/** The contents of the fields of the dialog: texts as typed. */
export interface CorrectionDraft {
  readonly name: string;
  readonly nameJa: string;
  readonly rpIds: string;
  readonly domains: string;
  readonly acceptsSecurityKeys: TriStateChoice;
  readonly multipleKeys: TriStateChoice;
  /** Only asked where it takes several. */
  readonly maxKeys: string;
  readonly deviceBoundOnly: TriStateChoice;
  readonly minKeysRecommended: string;
  readonly addKeyUrl: string;
}

/** Fills the fields with what is in use for a service, or for a new one with what is known of it. */
export function draftOf(service: CatalogueService | null, suggested: { readonly name: string; readonly rpId: string }) {
  const fields: CorrectedFields =
    service === null
      ? { name: suggested.name, rpIds: suggested.rpId === '' ? [] : [suggested.rpId] }
      : correctableFields(service);
  return {
    name: fields.name ?? '',
    nameJa: fields.nameJa ?? '',
    rpIds: (fields.rpIds ?? []).join(', '),
    domains: (fields.domains ?? []).join(', '),
    acceptsSecurityKeys: triState(fields.acceptsSecurityKeys),
    multipleKeys: triState(fields.multipleKeys),
    maxKeys: typeof fields.maxKeys === 'number' && fields.maxKeys > 1 ? String(fields.maxKeys) : '',
    deviceBoundOnly: triState(fields.deviceBoundOnly),
    minKeysRecommended: String(fields.minKeysRecommended ?? 2),
    addKeyUrl: fields.addKeyUrl ?? '',
  } satisfies CorrectionDraft;
}

export interface CheckedDraft extends CheckedCorrection {
  /** The fields that differ from the catalogue. */
  readonly fields: CorrectedFields;
  /** The number is none, or out of range. */
  readonly badNumber: boolean;
}

/** Reads and checks a draft. `catalogue` is the entry without corrections; null for a service of the person's own. */
export function checkDraft(
  serviceId: string,
  draft: CorrectionDraft,
  catalogue: CorrectedFields | null,
  services: readonly CatalogueService[],
  check: typeof checkCorrection,
): CheckedDraft {
  const maxKeys = draft.maxKeys.trim();
  const asked = draft.multipleKeys === 'yes' && maxKeys !== '';
  const badNumber = asked && !/^(?:[2-9]|[1-9]\d{1,2}|1000)$/.test(maxKeys);
  const name = draft.name.trim();
  const nameJa = draft.nameJa.trim();
  const page = draft.addKeyUrl.trim();
  const typed: CorrectedFields = {
    ...(name !== '' && { name }),
    ...(nameJa !== '' && { nameJa }),
    rpIds: hostsOf(draft.rpIds),
    domains: hostsOf(draft.domains),
    acceptsSecurityKeys: valueOf(draft.acceptsSecurityKeys),
    multipleKeys: valueOf(draft.multipleKeys),
    maxKeys: draft.multipleKeys === 'no' ? 1 : asked && !badNumber ? Number(maxKeys) : 'unknown',
    deviceBoundOnly: valueOf(draft.deviceBoundOnly),
    minKeysRecommended: Number(draft.minKeysRecommended),
    ...(page !== '' && { addKeyUrl: page }),
  };
  const fields = withoutUnchanged(typed, catalogue ?? unsaid);
  return { ...check(serviceId, fields, services), fields, badNumber };
}

/** Of a new service these answers say nothing, and are not kept. */
const unsaid: CorrectedFields = {
  rpIds: [],
  domains: [],
  acceptsSecurityKeys: 'unknown',
  multipleKeys: 'unknown',
  maxKeys: 'unknown',
  deviceBoundOnly: 'unknown',
  minKeysRecommended: 2,
};

function hostsOf(text: string): string[] {
  const hosts = text.split(/[\s,、;]+/).map((host) => host.trim().toLowerCase().replace(/\.$/, ''));
  return [...new Set(hosts.filter((host) => host !== ''))];
}

function triState(value: boolean | 'unknown' | undefined): TriStateChoice {
  return value === true ? 'yes' : value === false ? 'no' : 'unknown';
}

function valueOf(state: TriStateChoice): boolean | 'unknown' {
  return state === 'unknown' ? state : state === 'yes';
}
