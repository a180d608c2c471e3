import { siteOf } from '../../../src-shared/public-suffix/site-of.ts';
import { createHash } from 'node:crypto';
import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import type { CoverageInput } from '../../../src-shared/coverage/coverage-input.ts';
import type { CoverageAccount } from '../../../src-shared/coverage/coverage-account.ts';
import type { CatalogueService } from '../../../src-shared/domain/catalogue.ts';
import type { Enrolment } from '../../../src-shared/domain/enrolment.ts';
import type { InventoryKey } from '../../../src-shared/domain/inventory-key.ts';
import { type OtherWayIn, unsaidOfOtherWay } from '../../../src-shared/domain/other-way-in.ts';
import { catalogueService } from '../../fixtures/catalogue-service.ts';
import { readEnrolment, rpIdHashOf } from '../../fixtures/enrolment.ts';
import { inventoryKey } from '../../fixtures/inventory-key.ts';

export const day = (number: number): string => new Date(Date.UTC(2026, 0, number)).toISOString();

export function keyOf(id: string, change: Partial<InventoryKey> = {}): InventoryKey {
  return inventoryKey({ id, firstSeen: day(1), lastSeen: day(10), lastRead: day(10), ...change });
}

/** Creates a passkey of `user` at `rpId`, read on `keyId`; the user handle follows from the name unless it is given. */
export function readOf(keyId: string, rpId: string, user: string, change: Partial<Enrolment> = {}): Enrolment {
  return readEnrolment({
    id: `read-${keyId}-${rpId}-${user}`,
    keyId,
    rpId,
    rpIdHash: rpIdHashOf(rpId),
    userId: createHash('sha256').update(user).digest('hex').slice(0, 32),
    userName: user,
    firstSeen: day(2),
    asOf: day(10),
    ...change,
  });
}

export function manualOf(keyId: string, serviceId: string, user: string | null, overrides: Partial<Enrolment> = {}) {
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

/** Creates the password of a vault or mailbox of the person, which they remember. */
export function passwordOf(serviceId: string, user: string | null = null): OtherWayIn {
  return wayOf(serviceId, user, { kind: 'password', name: 'password', requires: [{ type: 'memory' }] });
}

export function serviceOf(
  id: string,
  rpIds: readonly string[],
  change: Partial<CatalogueService> = {},
): CatalogueService {
  return catalogueService({
    id,
    rpIds: [...rpIds],
    addKeyUrl: `https://${rpIds[0] ?? 'example.com'}/keys`,
    ...change,
  });
}

export function inputOf(input: Partial<CoverageInput>): CoverageInput {
  return {
    keys: [],
    enrolments: [],
    otherWaysIn: [],
    accountMarks: [],
    devices: [],
    sameAccounts: [],
    interrupted: [],
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

/** Returns the only account of a report; fails the test where there are more or none. */
export function onlyAccount(report: CoverageReport): CoverageAccount {
  const [account, ...others] = accountsOf(report);
  if (account === undefined || others.length > 0) throw new Error(`expected one account, got ${others.length + 1}`);
  return account;
}
