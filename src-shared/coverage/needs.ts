import type { CatalogueService, OtherWayProvider } from '../domain/catalogue.ts';
import type { OtherWayIn, Requirement } from '../domain/other-way-in.ts';
import { assumedKind, isKnownToNobody, signInProviderOf } from '../domain/assumed-kind.ts';
import type { CoverageInput } from './coverage-input.ts';
import type { Devices } from './devices.ts';
import { servesMailDomain } from './mail-domain.ts';
import { mailAddressIn, mailDomainOf } from '../lib/mail-address.ts';
import { foldText } from '../lib/fold-text.ts';
import { listFor } from '../lib/list-for.ts';

/** A reference to another account that must be open, before it is known which one of the inventory it is. */
export interface AccountReference {
  /** The way it was found: the person named it, or it follows from the provider of a vault, a mail address, or "sign in with". */
  readonly by: 'person' | 'provider' | 'mailbox' | 'sign-in';
  /** Services that the account may be at ("Microsoft" is two); empty where only its name or address is known. */
  readonly serviceIds: readonly string[];
  /** The name that a person uses: provider, mail address, service. */
  readonly name: string;
  /** User name at that service, where one is known. */
  readonly userName: string | null;
  readonly accountId: string | null;
}

/** All that must be in hand for a method besides the method's own things. */
export interface Needs {
  readonly keyIds: readonly string[];
  readonly deviceIds: readonly string[];
  readonly places: readonly string[];
  readonly accounts: readonly AccountReference[];
  /** Whether it needs something remembered, a password: it is assumed that the person remembers it. */
  readonly memory: boolean;
  /** Whether somebody else must help. */
  readonly people: boolean;
  /** Whether nobody has it: the method then opens nothing. */
  readonly nobody: boolean;
  /** Whether nobody said so: it then follows from kind and name. */
  readonly assumed: boolean;
}

const noNeeds: Needs = {
  keyIds: [],
  deviceIds: [],
  places: [],
  accounts: [],
  memory: false,
  people: false,
  nobody: false,
  assumed: true,
};

export type FindNeeds = (way: OtherWayIn) => Needs;

type Catalogue = Pick<CoverageInput, 'services' | 'otherWayProviders'>;

/** Prepares finding what methods need: as the person recorded it, else what kind and name imply. */
export function createNeedsFinder(catalogue: Catalogue, devices: Devices): FindNeeds {
  const names = namesIn(catalogue);
  return (way) => (way.requires === null ? impliedNeeds(way, names, devices) : recordedNeeds(way.requires, names));
}

/** Returns needs as the person recorded them. */
function recordedNeeds(requirements: readonly Requirement[], names: CatalogueNames): Needs {
  const of = <Type extends Requirement['type']>(type: Type) =>
    requirements.filter((one): one is Extract<Requirement, { type: Type }> => one.type === type);
  return {
    keyIds: of('key').map(({ keyId }) => keyId),
    deviceIds: of('device').map(({ deviceId }) => deviceId),
    places: of('place').map(({ place }) => place),
    accounts: of('account').map(({ serviceId, userName, accountId }) => ({
      by: 'person',
      serviceIds: [names.accountsOf(serviceId)],
      name: names.nameOf(serviceId),
      userName,
      accountId,
    })),
    memory: of('memory').length > 0,
    people: of('people').length > 0,
    nobody: of('nobody').length > 0,
    assumed: false,
  };
}

function impliedNeeds(way: OtherWayIn, names: CatalogueNames, devices: Devices): Needs {
  const kind = assumedKind(way);
  switch (kind) {
    case 'password':
    case 'password-beside': {
      const vault = names.vaultIn(way);
      if (vault !== null) return { ...noNeeds, accounts: [vault] };
      return isKnownToNobody(way) ? { ...noNeeds, nobody: true } : { ...noNeeds, memory: true };
    }
    case 'synced-passkey':
      return { ...noNeeds, accounts: [names.provider(way) ?? unnamedProvider(way)] };
    case 'sign-in-with':
      return { ...noNeeds, accounts: [names.signIn(way)] };
    case 'recovery-email':
      return { ...noNeeds, accounts: [names.mailbox(way)] };
    case 'temporary-access-pass': {
      const mailbox = mailAddressIn(way.name) ?? mailAddressIn(way.note);
      return { ...noNeeds, people: true, accounts: mailbox === null ? [] : [names.mailbox({ ...way, name: mailbox })] };
    }
    case 'helpdesk':
      return { ...noNeeds, people: true };
    default: {
      const vault = kind === 'windows-hello' ? null : names.vaultIn(way);
      if (vault !== null) return { ...noNeeds, accounts: [vault] };
      const device = devices.deviceOf(way);
      return device === null ? noNeeds : { ...noNeeds, deviceIds: [device.deviceId] };
    }
  }
}

// A vault that the catalogue does not know: its account can only be named by the person.
function unnamedProvider(way: OtherWayIn): AccountReference {
  return { by: 'provider', serviceIds: [], name: way.name, userName: null, accountId: null };
}

interface CatalogueNames {
  nameOf(serviceId: string): string;
  /** Returns the service whose accounts the accounts of this one are. */
  accountsOf(serviceId: string): string;
  provider(way: OtherWayIn): AccountReference | null;
  /** Returns the account of the vault that name or place of a way say it is kept in. */
  vaultIn(way: OtherWayIn): AccountReference | null;
  mailbox(way: Pick<OtherWayIn, 'name' | 'note'>): AccountReference;
  signIn(way: OtherWayIn): AccountReference;
}

/** The catalogue stays the same from one analysis to the next. */
const kept = new WeakMap<Catalogue['services'], WeakMap<Catalogue['otherWayProviders'], CatalogueNames>>();

function namesIn(catalogue: Catalogue): CatalogueNames {
  const { services, otherWayProviders } = catalogue;
  const ofServices = kept.get(services) ?? new WeakMap<Catalogue['otherWayProviders'], CatalogueNames>();
  kept.set(services, ofServices);
  let names = ofServices.get(otherWayProviders);
  if (names === undefined) ofServices.set(otherWayProviders, (names = catalogueNames(catalogue)));
  return names;
}

function catalogueNames({ services, otherWayProviders }: Catalogue): CatalogueNames {
  const byId = new Map(services.map((service) => [service.id, service]));
  const providers = new Map(otherWayProviders.map((provider) => [provider.id, provider]));
  const vaults = otherWayProviders.filter(({ recordedAs }) => recordedAs === 'synced-passkey');
  const vaultNames = longestFirst(vaults.flatMap((vault) => namesOf(vault).map((name) => [name, vault] as const)));
  const serviceNames = new Map<string, CatalogueService[]>();
  const aliases = new Map<string, CatalogueService[]>();
  for (const service of services) {
    for (const name of namesOf(service)) listFor(serviceNames, name).push(service);
    for (const alias of service.aliases ?? []) listFor(aliases, foldText(alias) ?? alias).push(service);
  }
  const aliased = longestFirst([...aliases]);
  const accountsOf = (serviceId: string): string => byId.get(serviceId)?.accountsAt ?? serviceId;
  const reference = (provider: OtherWayProvider): AccountReference => ({
    by: 'provider',
    serviceIds: provider.serviceId === null ? [] : [accountsOf(provider.serviceId)],
    name: provider.name,
    userName: null,
    accountId: null,
  });
  return {
    accountsOf,
    nameOf: (serviceId) => byId.get(serviceId)?.name ?? serviceId.replace(/^(?:domain|rp|hash|own):/, ''),
    provider(way) {
      const given = way.providerId === null ? undefined : providers.get(way.providerId);
      const found = given ?? vaultNames.find(([name]) => containsName(foldText(way.name), name))?.[1];
      return found === undefined ? null : { ...reference(found), userName: mailAddressIn(way.name) };
    },
    vaultIn(way) {
      const given = way.providerId === null ? undefined : providers.get(way.providerId);
      if (given?.recordedAs === 'synced-passkey') return reference(given);
      const place = foldText(way.place);
      const found = vaultNames.find(
        ([name]) => place === name || keptIn(foldText(way.name), name) || keptIn(place, name),
      );
      return found === undefined ? null : { ...reference(found[1]), userName: mailAddressIn(way.name) };
    },
    mailbox({ name, note }) {
      const address = mailAddressIn(name) ?? mailAddressIn(note);
      const domain = mailDomainOf(address);
      const service = domain === null ? undefined : services.find((one) => servesMailDomain(one, domain));
      const serviceIds = service === undefined ? [] : [accountsOf(service.id)];
      return { by: 'mailbox', serviceIds, name: address ?? name, userName: address, accountId: null };
    },
    signIn(way) {
      const name = signInProviderOf(way.name) ?? '';
      const found = serviceNames.get(name) ?? aliased.find(([alias]) => containsName(name, alias))?.[1] ?? [];
      const common = { by: 'sign-in', userName: mailAddressIn(name), accountId: null } as const;
      const [only] = found;
      const isOne = only !== undefined && found.length === 1;
      return {
        ...common,
        serviceIds: [...new Set(found.map(({ id }) => accountsOf(id)))],
        name: isOne ? only.name : way.name,
      };
    },
  };
}

function namesOf({
  name,
  nameJa,
  aliases = [],
}: {
  name: string;
  nameJa?: string | undefined;
  aliases?: readonly string[] | undefined;
}): readonly string[] {
  const bare = name.replace(/ ?\(.*\)$/, '');
  return [...new Set([name, bare, nameJa ?? name, ...aliases].flatMap((one) => foldText(one) ?? []))];
}

function longestFirst<Value>(names: readonly (readonly [string, Value])[]): readonly (readonly [string, Value])[] {
  return names.toSorted(([left], [right]) => right.length - left.length || (left < right ? -1 : 1));
}

/** Checks whether a text has a name as words of its own. Japanese has no spaces between words. */
function containsName(text: string | null, name: string): boolean {
  if (text === null) return false;
  for (let index = text.indexOf(name); index !== -1; index = text.indexOf(name, index + 1)) {
    if (!isLetter(text[index - 1], name[0]) && !isLetter(text[index + name.length], name.at(-1))) return true;
  }
  return false;
}

function isLetter(beside: string | undefined, edge: string | undefined): boolean {
  const latin = /[\p{Script=Latin}\p{N}]/u;
  return beside !== undefined && edge !== undefined && latin.test(beside) && latin.test(edge);
}

/** Checks whether a text says that something is kept in what has this name: "codes in Bitwarden", "Bitwardenに保管". */
function keptIn(text: string | null, name: string): boolean {
  if (text === null || !containsName(text, name)) return false;
  const before = text.slice(0, text.indexOf(name));
  const after = text.slice(text.indexOf(name) + name.length);
  return (
    /\b(?:in|inside|within|into)(?: (?:my|the|our|a))? ?$/.test(before) ||
    /^ ?(?:の?中|内|に|へ|で|vault|note|item|entry)/.test(after)
  );
}
