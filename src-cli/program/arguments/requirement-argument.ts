import type { AccountEntry } from '../../../src-shared/coverage/account-entry.ts';
import type { CatalogueService } from '../../../src-shared/domain/catalogue.ts';
import type { InventorySnapshot } from '../../../src-shared/domain/inventory-snapshot.ts';
import type { OtherWayIn, Requirement } from '../../../src-shared/domain/other-way-in.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { servicesNamed } from './account-argument.ts';
import type { CommandContext } from '../command-context.ts';
import { UsageError } from '../command-failure.ts';
import { accountsFitting, accountsIn, accountLabel } from './find-account.ts';
import { deviceNamed, devicesFitting } from './find-device.ts';
import { keysFitting, rememberedKey } from '../inventory-access.ts';
import { severalFit } from './several-fit.ts';
import { servicesOf } from '../service-catalogue.ts';

interface Candidate {
  readonly requirement: Requirement;
  /** Argument that names this candidate and no other. */
  readonly argument: string;
}

/** Records in which the requirements of one command are looked up. */
interface World {
  readonly context: CommandContext;
  readonly snapshot: InventorySnapshot;
  readonly services: readonly CatalogueService[];
  readonly accounts: readonly AccountEntry[];
}

/**
 * Reads `--through`, each time one thing that must be in hand: `key:`, `device:`, `account:` or `place:` and a name, `memory`, `people`,
 * `nobody`, or a name that fits exactly one key, device, account or service. Null where it is not given; one empty text says nothing.
 * Throws UsageError and the failures of looking up a key or device.
 */
export function requirementsOf(
  context: CommandContext,
  snapshot: InventorySnapshot,
  through: readonly string[] | undefined,
): OtherWayIn['requires'] | undefined {
  if (through === undefined) return undefined;
  if (through.length === 1 && through[0] === '') return null;
  const world = { context, snapshot, services: servicesOf(snapshot), accounts: accountsIn(snapshot) };
  return through.map((text) => requirementOf(world, text));
}

function requirementOf(world: World, text: string): Requirement {
  if (text === 'memory' || text === 'people' || text === 'nobody') return { type: text };
  const [, type = '', name = ''] = /^(key|device|account|place):(.+)$/su.exec(text) ?? [];
  switch (type) {
    case 'key':
      return { type: 'key', keyId: rememberedKey(world.context, world.snapshot, name).id };
    case 'device':
      return { type: 'device', deviceId: deviceNamed(world.context, world.snapshot, name).id };
    case 'place':
      return { type: 'place', place: name };
    case 'account':
      return only(world.context, text, accountCandidates(world, name)).requirement;
    default:
      return only(world.context, text, [
        ...keysFitting(world.snapshot, text).map(({ id, label }) => ({
          requirement: { type: 'key' as const, keyId: id },
          argument: `key:${label}`,
        })),
        ...devicesFitting(world.snapshot, text).map(({ id, label }) => ({
          requirement: { type: 'device' as const, deviceId: id },
          argument: `device:${label} (${id})`,
        })),
        ...accountCandidates(world, text),
      ]).requirement;
  }
}

/** Finds an account of the inventory; else the account of a service at which none is recorded yet, with a user name if one is given. */
function accountCandidates({ services, accounts }: World, named: string): readonly Candidate[] {
  const recorded = accountsFitting(accounts, named);
  if (recorded.length > 0) {
    return recorded.map((one) => ({ requirement: requirementOn(one, named, recorded), argument: accountLabel(one) }));
  }
  const slash = named.indexOf('/');
  const whole = servicesNamed(services, named);
  if (whole.length > 0 || slash < 1) return whole.map((serviceId) => atService(serviceId, null));
  return servicesNamed(services, named.slice(0, slash)).map((serviceId) =>
    atService(serviceId, named.slice(slash + 1)),
  );
}

/**
 * Returns the requirement of an account: by its id only where that was given, because a reading may give an account that is known by name
 * another id.
 */
function requirementOn(
  { account, service }: AccountEntry,
  named: string,
  recorded: readonly AccountEntry[],
): Requirement {
  const accountId = account.accountId === named && recorded.length === 1 ? named : null;
  return { type: 'account', serviceId: service.serviceId, userName: account.userName, accountId };
}

function atService(serviceId: string, userName: string | null): Candidate {
  const argument = `account:${serviceId}${userName === null ? '' : `/${userName}`}`;
  return { requirement: { type: 'account', serviceId, userName, accountId: null }, argument };
}

function only(context: CommandContext, text: string, candidates: readonly Candidate[]): Candidate {
  const [first] = candidates;
  if (first === undefined) throw new UsageError(context.t('cli.usage.nothing-fits', { value: displayText(text, 80) }));
  if (candidates.length === 1) return first;
  throw severalFit(
    context,
    text,
    candidates.map(({ argument }) => argument),
  );
}
