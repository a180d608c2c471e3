import { siteOf } from '../../../src-shared/public-suffix/site-of.ts';
import { createHash } from 'node:crypto';
import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import type { CoverageInput } from '../../../src-shared/coverage/coverage-input.ts';
import type { CoverageAccount } from '../../../src-shared/coverage/coverage-account.ts';
import type { CatalogueService } from '../../../src-shared/domain/catalogue.ts';
import type { Enrolment } from '../../../src-shared/domain/enrolment.ts';
import type { InventoryKey } from '../../../src-shared/domain/inventory-key.ts';
import { type OtherWayIn, unsaidOfOtherWay } from '../../../src-shared/domain/other-way-in.ts';

export const day = (number: number): string => new Date(Date.UTC(2026, 0, number)).toISOString();

export function keyOf(id: string, overrides: Partial<InventoryKey> = {}): InventoryKey {
  return {
    id,
    label: `Key ${id}`,
    role: 'daily',
    owner: null,
    place: null,
    carriedOn: null,
    identifiedBy: 'vendor-serial',
    vendorSerial: id,
    aaguid: null,
    model: null,
    manufacturer: null,
    product: null,
    firmware: null,
    formFactor: null,
    transports: ['usb'],
    pinSet: true,
    pinBlocked: null,
    pinMinLength: null,
    alwaysUv: null,
    existing: 1,
    remaining: 20,
    firstSeen: day(1),
    lastSeen: day(10),
    lastRead: day(10),
    lastReadComplete: true,
    needsReread: false,
    lostAt: null,
    ...overrides,
  };
}

export const rpIdHashOf = (rpId: string): string => createHash('sha256').update(rpId).digest('hex');

/** A passkey of `user` at `rpId`, read on `keyId`; the user handle follows from the name unless it is given. */
export function readOf(keyId: string, rpId: string, user: string, overrides: Partial<Enrolment> = {}): Enrolment {
  return {
    id: `read-${keyId}-${rpId}-${user}`,
    keyId,
    evidence: 'read',
    accountId: null,
    serviceId: null,
    rpId,
    rpIdHash: rpIdHashOf(rpId),
    userId: createHash('sha256').update(user).digest('hex').slice(0, 32),
    userName: user,
    userDisplayName: null,
    credentialId: 'c0',
    algorithm: -7,
    credProtect: null,
    firstSeen: day(2),
    asOf: day(10),
    vanishedAt: null,
    vanishedBy: null,
    note: null,
    ...overrides,
  };
}

export function toldOf(keyId: string, serviceId: string, user: string | null, overrides: Partial<Enrolment> = {}) {
  return {
    ...readOf(keyId, '', user ?? ''),
    id: `told-${keyId}-${serviceId}-${user ?? ''}`,
    evidence: 'told',
    serviceId,
    rpId: null,
    rpIdHash: null,
    userId: null,
    userName: user,
    credentialId: null,
    algorithm: null,
    ...overrides,
  } as const satisfies Enrolment;
}

export function wayOf(serviceId: string, user: string | null, overrides: Partial<OtherWayIn> = {}): OtherWayIn {
  return {
    ...unsaidOfOtherWay,
    id: `way-${serviceId}-${user ?? ''}-${overrides.kind ?? ''}`,
    serviceId,
    rpId: null,
    userId: null,
    userName: user,
    kind: 'recovery-codes',
    name: 'paper',
    asOf: day(3),
    ...overrides,
  };
}

/** A vault or mailbox of the person: its account opens with a password that they remember. */
export function passwordOf(serviceId: string, user: string | null = null): OtherWayIn {
  return wayOf(serviceId, user, { kind: 'password', name: 'password', requires: [{ type: 'memory' }] });
}

export function serviceOf(id: string, rpIds: readonly string[], overrides: Partial<CatalogueService> = {}) {
  return {
    id,
    name: id,
    rpIds: [...rpIds],
    rpIdConfidence: 'verified',
    domains: [],
    acceptsSecurityKeys: true,
    multipleKeys: true,
    maxKeys: 'unknown',
    deviceBoundOnly: 'unknown',
    minKeysRecommended: 2,
    addKeyUrl: `https://${rpIds[0] ?? 'example.com'}/keys`,
    category: 'test',
    firstKeyNeeds: [],
    nextKeyNeeds: [],
    recoveryWays: [],
    manageUrl: null,
    corrected: false,
    ...overrides,
  } satisfies CatalogueService;
}

export function inputOf(input: Partial<CoverageInput>): CoverageInput {
  return {
    keys: [],
    enrolments: [],
    otherWaysIn: [],
    accountMarks: [],
    devices: [],
    sameAccounts: [],
    unreadKeys: [],
    dismissedQuestions: [],
    services: [],
    advisories: [],
    otherWayProviders: [],
    siteOf,
    now: day(12),
    staleAfterDays: 365,
    ...input,
  };
}

export function accountsOf(report: CoverageReport): CoverageAccount[] {
  return report.services.flatMap((service) => service.accounts);
}

/** The only account of a report; fails the test where there are more or none. */
export function onlyAccount(report: CoverageReport): CoverageAccount {
  const [account, ...others] = accountsOf(report);
  if (account === undefined || others.length > 0) throw new Error(`expected one account, got ${others.length + 1}`);
  return account;
}
