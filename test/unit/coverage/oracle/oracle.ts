import type { CoverageInput } from '../../../../src-shared/coverage/coverage-input.ts';
import type { LossImpact } from '../../../../src-shared/domain/loss-impact.ts';
import type { CoverageAccount } from '../../../../src-shared/coverage/coverage-account.ts';
import type { OtherWayIn } from '../../../../src-shared/domain/other-way-in.ts';
import { imagineKeys, type KeyOpener, type KeyWorlds, same } from './imagined-keys.ts';
import { kindOf, type Method, methodOf, type NamedAccount, passwordBeside, passwordMethod } from './imagined-ways.ts';

/*
 * The oracle knows nothing of cells, verdicts, pools, doors or closers. It imagines every world that agrees with what is recorded — each
 * thing that is not known may be true or false — and tries every loss in each, from the empty set of open accounts until nothing changes.
 * All of it is written from the rules alone, as plainly as can be, for a handful of keys and accounts.
 */

/** The facts that name an account. */
export type AccountName = Pick<CoverageAccount, 'accountId' | 'serviceId' | 'userName' | 'computer'>;

interface Imagined extends KeyWorlds {
  readonly accountId: string;
  readonly ways: readonly (Method & {
    readonly resolved: readonly (string | null)[];
    readonly besidePassword: boolean;
  })[];
  /** Null: it needs none, or the person remembers it. `closed`: nobody has it. */
  readonly password: (Method & { readonly resolved: readonly (string | null)[] }) | 'closed' | null;
}

/** Lost things: ids, and loss units and places by the oracle's names. */
export interface OracleLoss {
  readonly keyIds?: readonly string[];
  readonly wayIds?: readonly string[];
  readonly deviceIds?: readonly string[];
  readonly accountIds?: readonly string[];
  readonly lossUnits?: readonly string[];
  readonly places?: readonly string[];
}

/** `sure`: what is not known is not so · `help`: the same, and people help · `possible`: what is not known is so. */
type Mode = 'sure' | 'help' | 'possible';

export interface Oracle {
  survivesAnyOneLoss(accountId: string): boolean | null;
  survivesAnyOnePlace(accountId: string): boolean | null;
  lossImpacts(loss: OracleLoss): ReadonlyMap<string, LossImpact>;
  /** Checks whether an account opens after a loss while, of all others, only these are open. */
  opensBeside(accountId: string, open: readonly string[], loss: OracleLoss, mode: 'sure' | 'help'): boolean;
}

const secondFactors = ['totp-app', 'sms', 'push', 'recovery-codes'];

/** Creates the oracle from all accounts of an inventory. Which accounts there are is given; everything else is found out. */
export function createOracle(input: CoverageInput, accounts: readonly AccountName[]): Oracle {
  const worlds = imagineAll(input, accounts);
  const events = [...new Set(worlds.flatMap(thingsIn))];
  const placeEvents = [...new Set(worlds.flatMap(placesIn))];

  /** Finds the accounts that open, from none until nothing changes. */
  const openAccounts = (
    some: readonly Imagined[],
    mode: Mode,
    loss: OracleLoss,
    knownPlaces: boolean,
  ): ReadonlySet<string> => {
    const open = new Set<string>();
    for (let before = -1; before !== open.size;) {
      before = open.size;
      for (const world of some) {
        const isOpen = (keys: readonly KeyOpener[]): boolean => opens(world, keys, { mode, loss, knownPlaces, open });
        if (mode === 'possible' ? world.keySets.some(isOpen) : world.keySets.every(isOpen)) open.add(world.accountId);
      }
    }
    return open;
  };

  const remembered = new Map<string, ReadonlySet<string>>();
  const openAfter = (mode: Mode, loss: OracleLoss, knownPlaces: boolean): ReadonlySet<string> => {
    const name = JSON.stringify([mode, loss, knownPlaces]);
    let open = remembered.get(name);
    if (open === undefined) remembered.set(name, (open = openAccounts(worlds, mode, loss, knownPlaces)));
    return open;
  };

  /** Checks whether one state of the world leaves an account open, whichever of these losses comes. */
  const standsAll = (
    world: Imagined,
    keys: readonly KeyOpener[],
    mode: Mode,
    losses: readonly OracleLoss[],
    knownPlaces: boolean,
  ): boolean => {
    // What others need of this account is true in the same world.
    const isInCircle = needsItself(world, worlds);
    const fixed = worlds.map((one) => (one === world ? { ...one, keySets: [keys] } : one));
    return losses.every((loss) => {
      const open = isInCircle ? openAccounts(fixed, mode, loss, knownPlaces) : openAfter(mode, loss, knownPlaces);
      return opens(world, keys, { mode, loss, knownPlaces, open });
    });
  };

  const worldOf = (accountId: string): Imagined => {
    const world = worlds.find((one) => one.accountId === accountId);
    if (world === undefined) throw new Error(`no account ${accountId}`);
    return world;
  };

  /** Returns the losses that an account must survive: none, and each single thing; what is no thing is lost for its own account only. */
  const lossesFor = ({ accountId }: Imagined): readonly OracleLoss[] => [
    {},
    ...events
      .filter((lossUnit) => !lossUnit.startsWith('own ') || lossUnit.startsWith(`own ${accountId} `))
      .map((lossUnit) => ({ lossUnits: [lossUnit] })),
  ];

  const isPossible = ({ accountId }: Imagined): boolean => openAfter('possible', {}, false).has(accountId);

  /** Checks whether nothing is known to open an account, something might, and that hangs on an account, or on a rule of a service, of which nothing is known. */
  const hangsOnUnknown = (world: Imagined): boolean => {
    if (openAfter('sure', {}, false).has(world.accountId) || !isPossible(world)) return false;
    return reachesUnknown(world, new Set());
  };
  const reachesUnknown = (world: Imagined, seen: Set<string>): boolean => {
    if (seen.has(world.accountId) || openAfter('sure', {}, false).has(world.accountId)) return false;
    seen.add(world.accountId);
    const methods = [
      ...world.ways.filter(({ isHelp }) => !isHelp),
      ...(world.password === null || world.password === 'closed' ? [] : [world.password]),
    ];
    if (methods.some(({ certain }) => !certain)) return true;
    return methods
      .flatMap(({ resolved }) => resolved)
      .some((needed) => needed === null || reachesUnknown(worldOf(needed), seen));
  };

  return {
    survivesAnyOneLoss(accountId) {
      const world = worldOf(accountId);
      const { keySets, oneTaken, oneTooMany, noneTaken } = world;
      const losses = lossesFor(world);
      const sure = (keys: readonly KeyOpener[]): boolean => standsAll(world, keys, 'sure', losses, false);
      if (keySets.every(sure)) return true;
      // A record too many never makes an account unsafe that the others make safe: the most favourable of them is believed.
      if (oneTooMany && hasWay(world, 'sure') && keySets.some((keys) => keys.length === 1 && sure(keys))) return true;
      const unknown = hangsOnUnknown(world) || (noneTaken && isPossible(world));
      // Keys alone never save an account of which one key is taken: of several, one at most is the right one.
      const possible = oneTaken && !oneTooMany ? oneByOne(keySets) : keySets;
      if (possible.some((keys) => standsAll(world, keys, 'possible', losses, false))) return null;
      return unknown ? null : false;
    },

    survivesAnyOnePlace(accountId) {
      const world = worldOf(accountId);
      const { keySets, sureKeys, oneTaken, oneTooMany, noneTaken } = world;
      const losses = [...lossesFor(world), ...placeEvents.map((place) => ({ places: [place] }))];
      const least = oneTooMany ? sureKeys.map((key) => [key]) : [sureKeys];
      if (least.some((keys) => standsAll(world, keys, 'sure', losses, true))) return true;
      if ((noneTaken && isPossible(world)) || hangsOnUnknown(world)) return null;
      const possible = oneTaken && !oneTooMany ? oneByOne(keySets) : keySets;
      return possible.some((keys) => standsAll(world, keys, 'possible', losses, false)) ? null : false;
    },

    opensBeside(accountId, open, loss, mode) {
      const world = worldOf(accountId);
      const situation = { mode, loss, knownPlaces: false, open: new Set(open) };
      return world.keySets.every((keys) => opens(world, keys, situation));
    },

    lossImpacts(loss) {
      const [sure, help, possible] = (['sure', 'help', 'possible'] as const).map((mode) =>
        openAccounts(worlds, mode, loss, false),
      );
      return new Map(
        worlds.map(({ accountId }): [string, LossImpact] => {
          if (sure?.has(accountId) === true) return [accountId, 'open'];
          if (help?.has(accountId) === true) return [accountId, 'helpdesk'];
          return [accountId, possible?.has(accountId) === true ? 'perhaps' : 'locked-out'];
        }),
      );
    },
  };

  function hasWay(world: Imagined, mode: Mode): boolean {
    return opens(world, [], { mode, loss: {}, knownPlaces: false, open: openAfter(mode, {}, false) });
  }
}

/** Checks whether an account is among those that its ways in need, directly or through others. */
function needsItself(world: Imagined, worlds: readonly Imagined[]): boolean {
  const reached = new Set<string>();
  const visit = ({ ways, password }: Imagined): void => {
    const methods = password === null || password === 'closed' ? ways : [...ways, password];
    for (const accountId of methods.flatMap(({ resolved }) => resolved)) {
      const other = worlds.find((one) => one.accountId === accountId);
      if (other === undefined || reached.has(other.accountId)) continue;
      reached.add(other.accountId);
      visit(other);
    }
  };
  visit(world);
  return reached.has(world.accountId);
}

function oneByOne(keySets: KeyWorlds['keySets']): KeyWorlds['keySets'] {
  return keySets.flatMap((keys) => [[], ...keys.map((key) => [key])]);
}

interface Situation {
  readonly mode: Mode;
  readonly loss: OracleLoss;
  /** Only what is on record where it is counts. */
  readonly knownPlaces: boolean;
  /** Accounts that are open already. */
  readonly open: ReadonlySet<string>;
}

/** Checks whether one of these keys or one of its ways opens an account. */
function opens(world: Imagined, keys: readonly KeyOpener[], situation: Situation): boolean {
  const { mode, loss, knownPlaces } = situation;
  if (loss.accountIds?.includes(world.accountId) === true) return false;
  const { password } = world;
  const hasPassword =
    password === null ||
    (password !== 'closed' && (!password.isHelp || mode === 'help') && isInHand(password, situation));
  const byKey = keys.some(
    ({ keyId, lossUnit, place, besidePassword }) =>
      loss.keyIds?.includes(keyId) !== true &&
      loss.lossUnits?.includes(lossUnit) !== true &&
      (place === null ? !knownPlaces : loss.places?.includes(place) !== true) &&
      (hasPassword || !besidePassword),
  );
  return (
    byKey ||
    world.ways.some(
      (way) =>
        (way.certain || mode === 'possible') &&
        (!way.isHelp || mode === 'help') &&
        (hasPassword || !way.besidePassword) &&
        isInHand(way, situation),
    )
  );
}

function isInHand(
  {
    wayId,
    keyIds,
    deviceIds,
    lossUnits,
    places,
    placeKnown,
    resolved,
  }: Imagined['ways'][number] | Exclude<Imagined['password'], null | 'closed'>,
  { mode, loss, knownPlaces, open }: Situation,
): boolean {
  if (loss.wayIds?.includes(wayId) === true) return false;
  if (keyIds.some((id) => loss.keyIds?.includes(id)) || deviceIds.some((id) => loss.deviceIds?.includes(id)))
    return false;
  if (
    lossUnits.some((lossUnit) => loss.lossUnits?.includes(lossUnit)) ||
    places.some((place) => loss.places?.includes(place))
  )
    return false;
  if (knownPlaces && !placeKnown) return false;
  return resolved.every((accountId) => (accountId === null ? mode === 'possible' : open.has(accountId)));
}

function thingsIn({ keySets, ways, password }: Imagined): readonly string[] {
  const methods = password === null || password === 'closed' ? ways : [...ways, password];
  return [
    ...keySets.flatMap((keys) => keys.map(({ lossUnit }) => lossUnit)),
    ...methods.flatMap(({ lossUnits }) => lossUnits),
  ];
}

function placesIn({ keySets, ways, password }: Imagined): readonly string[] {
  const methods = password === null || password === 'closed' ? ways : [...ways, password];
  return [
    ...keySets.flatMap((keys) => keys.flatMap(({ place }) => place ?? [])),
    ...methods.flatMap(({ places }) => places),
  ];
}

function imagineAll(input: CoverageInput, accounts: readonly AccountName[]): readonly Imagined[] {
  const owners = new Map(
    accounts.map(({ accountId, serviceId, userName }) => [
      accountId,
      imagineKeys(input, serviceId, userName ?? '').owners,
    ]),
  );
  /** Finds the only account that fits what a way names; null: none, or several. */
  const resolve = (accountId: string, { serviceId, userName }: NamedAccount): string | null => {
    const own = owners.get(accountId) ?? null;
    const owner = own !== null && own.length === 1 ? own[0] : undefined;
    const fitting = accounts.filter(
      (other) =>
        other.serviceId === serviceId &&
        other.computer === null &&
        (userName === null || same(other.userName) === same(userName)) &&
        (owner === undefined || (owners.get(other.accountId) ?? null)?.includes(owner) !== false),
    );
    return fitting.length === 1 ? (fitting[0]?.accountId ?? null) : null;
  };
  return accounts.map((account) => {
    const { accountId, serviceId, userName } = account;
    const recorded = waysOf(input, account);
    const beside = passwordBeside(recorded);
    const password = beside === null ? null : passwordMethod(input, beside, accountId);
    const resolved = <Item extends Method>(method: Item) => ({
      ...method,
      resolved: method.accounts.map((one) => resolve(accountId, one)),
    });
    return {
      ...imagineKeys(input, serviceId, userName ?? ''),
      accountId,
      ways: recorded.flatMap((way) => {
        const method = methodOf(input, way, serviceId, accountId);
        if (method === null) return [];
        return [{ ...resolved(method), besidePassword: secondFactors.includes(kindOf(way)) }];
      }),
      password: beside === null ? null : password === null ? ('closed' as const) : resolved(password),
    };
  });
}

/** Returns the ways in of an account: Windows Hello of the Entra account signs in to its own computer. */
function waysOf({ otherWaysIn }: CoverageInput, { serviceId, userName, computer }: AccountName): readonly OtherWayIn[] {
  return otherWaysIn
    .filter((way) => way.userName === userName)
    .filter(
      (way) =>
        way.serviceId === serviceId ||
        (computer !== null &&
          way.serviceId === 'microsoft-entra-id' &&
          way.kind === 'windows-hello' &&
          same(way.name) === same(computer)),
    )
    .toSorted((left, right) => (left.id < right.id ? -1 : 1));
}
