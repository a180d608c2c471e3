import type { CoverageReport } from '../coverage/coverage-report.ts';
import type { BlastRadius } from '../coverage/coverage-key.ts';
import type { CoverageAccount } from '../coverage/coverage-account.ts';
import type { MethodNeeds } from '../coverage/requirements.ts';
import { chainMessages } from '../i18n/chain-message.ts';
import type { Translate } from '../i18n/translator.ts';

/** The names of other accounts. The id of an account holds its user handle, which a report leaves out unless it was asked for. */
export interface AccountNaming {
  readonly nameOf: (accountId: string) => string;
  readonly withIds: boolean;
}

/** Composes the fields of an account in JSON that say what its ways in depend on (docs/cli.md). */
export function dependencyData(t: Translate, account: CoverageAccount, naming: AccountNaming): Record<string, unknown> {
  const { needs, besideKeys, chains, circle } = account;
  return {
    needs: needs.map((one) => needsData(one, naming)),
    besideKeys: besideKeys === null ? null : needsData(besideKeys, naming),
    chains: chains.map(({ wayIds, accountIds, lossUnitNames }) => ({
      otherWaysIn: wayIds,
      accounts: accountIds.map((accountId) => namedAccount(accountId, naming)),
      lostWith: lossUnitNames,
    })),
    circle: circle.map((accountId) => namedAccount(accountId, naming)),
    dependsOn: chainMessages(t, account, naming.nameOf),
  };
}

/** Composes a blast radius in JSON. */
export function blastData({ direct, through }: BlastRadius, naming: AccountNaming): Record<string, unknown> {
  return {
    direct,
    through: through.map(({ accountId, count }) => ({ ...namedAccount(accountId, naming), count })),
  };
}

/** Composes a phone, computer or phone number in JSON. */
export function deviceData(device: CoverageReport['devices'][number], naming: AccountNaming): Record<string, unknown> {
  const { deviceId, kind, label, recorded, owner, place, carriedOn, simIn, lost, blast } = device;
  return {
    id: deviceId,
    kind,
    label,
    recorded,
    owner,
    place,
    carriedOn,
    simIn,
    recordedLost: lost,
    blast: blastData(blast, naming),
  };
}

function needsData(needs: MethodNeeds, naming: AccountNaming): Record<string, unknown> {
  const { wayIds, keyIds, deviceIds, places, accounts, memory, people, nobody, assumed } = needs;
  return {
    otherWaysIn: wayIds,
    keys: keyIds,
    devices: deviceIds,
    places,
    accounts: accounts.map(({ accountId, name, questionId }) => ({
      ...(naming.withIds && { accountId }),
      name: accountId === null ? name : naming.nameOf(accountId),
      question: questionId,
    })),
    memory,
    people,
    nobody,
    assumed,
  };
}

function namedAccount(accountId: string, { nameOf, withIds }: AccountNaming) {
  return { ...(withIds && { accountId }), name: nameOf(accountId) };
}
