import { loadOtherWays } from '../../../../catalogue/other-ways.ts';
import { loadServices } from '../../../../catalogue/services.ts';
import type { CoverageInput } from '../../../../src-shared/coverage/coverage-input.ts';
import type { CoverageAccount } from '../../../../src-shared/coverage/coverage-account.ts';
import type { Device } from '../../../../src-shared/domain/device.ts';
import type { InventoryKey } from '../../../../src-shared/domain/inventory-key.ts';
import type { OtherWayIn } from '../../../../src-shared/domain/other-way-in.ts';
import { type AccountAnswer, answerOf, type CaseAnswer } from '../case-answer.ts';
import { accountsOf, day, inputOf, keyOf, wayOf } from '../coverage-fixtures.ts';

/** Two keys of one person that were read completely: one at home, one in a safe. */
export const keyA: InventoryKey = keyOf('a', { label: 'A', place: 'Home' });
export const keyB: InventoryKey = keyOf('b', { label: 'B', place: 'Safe', role: 'spare' });

/** Analyses with the catalogue that the program ships. */
export function story(input: Partial<CoverageInput>): CaseAnswer {
  return answerOf(
    inputOf({ keys: [keyA, keyB], services: loadServices(), otherWayProviders: loadOtherWays(), ...input }),
  );
}

/** Creates another way in of a kind at a service. */
export function way(
  serviceId: string,
  userName: string | null,
  kind: OtherWayIn['kind'],
  name: string,
  overrides: Partial<OtherWayIn> = {},
): OtherWayIn {
  return wayOf(serviceId, userName, { id: `${serviceId} ${userName} ${kind} ${name}`, kind, name, ...overrides });
}

export function device(kind: Device['kind'], label: string, overrides: Partial<Device> = {}): Device {
  return {
    id: label,
    kind,
    label,
    owner: null,
    place: null,
    carriedOn: null,
    simIn: null,
    lostAt: null,
    asOf: day(3),
    note: null,
    ...overrides,
  };
}

export function answerAt({ accounts }: CaseAnswer, name: string): AccountAnswer {
  const answer = accounts[name];
  if (answer === undefined) throw new Error(`no account ${name}, only ${Object.keys(accounts).join(', ')}`);
  return answer;
}

/** Returns the verdict about an account. */
export function verdictAt(answer: CaseAnswer, name: string): string {
  return answerAt(answer, name).verdict;
}

/** Returns the account of a service; fails the test where there are more or none. */
export function accountAt({ report }: CaseAnswer, serviceId: string): CoverageAccount {
  const [account, ...others] = accountsOf(report).filter((one) => one.serviceId === serviceId);
  if (account === undefined || others.length > 0) throw new Error(`expected one account at ${serviceId}`);
  return account;
}
