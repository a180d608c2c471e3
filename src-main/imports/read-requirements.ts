import { devicesNamed } from '../../src-shared/domain/device-names.ts';
import type { OtherWayIn, Requirement } from '../../src-shared/domain/other-way-in.ts';
import { createTranslator } from '../../src-shared/i18n/translator.ts';
import { foldText } from '../../src-shared/lib/fold-text.ts';
import { canonicalJson } from '../inventory/file/sealing.ts';
import type { RowReader } from './import-values.ts';
import type { ServiceMatcher } from './match-service.ts';
import type { NamedDevice } from './plan-devices.ts';

const types = ['key', 'device', 'account', 'place', 'memory', 'people', 'nobody'] as const;
type RequirementType = (typeof types)[number];

const languages = (['en', 'ja'] as const).map(createTranslator);
const typeOf = new Map<string | null, RequirementType>();
for (const type of types) {
  for (const name of [type, ...languages.map((t) => t(`import.through.${type}`))]) typeOf.set(foldText(name), type);
}

/** Most requirements that one way has. */
const most = 10;

/** The records that requirements of a table are looked up in. */
export interface RequirementContext {
  /** Returns the id, or the reference of the import, of the key with that label. */
  readonly keyOf: (label: string) => string | null;
  /** Those of the import included. */
  readonly devices: readonly NamedDevice[];
  readonly matcher: ServiceMatcher;
}

/**
 * Reads the column "Through": things that must be in hand, separated by semicolons, each `key:`, `device:`, `account:` or `place:` and a
 * name (in English or Japanese; in quotation marks where it holds a semicolon), `memory`, `people`, `nobody`, or a name that fits exactly
 * one key, device or service. What fits nothing or several is refused. Null for an empty cell.
 */
export function readRequirements(reader: RowReader, world: RequirementContext): OtherWayIn['requires'] {
  const text = reader.text('through');
  if (text === null) return null;
  const parts = partsOf(text)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const found = new Map<string, Requirement>();
  for (const part of parts) {
    const [only, ...others] = candidates(part, world);
    if (only === undefined) reader.refuse('requirement-unknown', 'through', part);
    else if (others.length > 0) reader.refuse('requirement-ambiguous', 'through', part);
    else found.set(canonicalJson(only), only);
  }
  if (found.size > most) reader.refuse('text-too-long', 'through', text);
  return found.size === 0 ? null : [...found.values()];
}

function candidates(text: string, world: RequirementContext): readonly Requirement[] {
  const [, prefix = '', named = ''] = /^([^:：]{1,20})[:：](.+)$/su.exec(text) ?? [];
  const type = typeOf.get(foldText(prefix));
  const name = unquoted(named.trim());
  switch (type) {
    case 'key':
      return keys(name, world);
    case 'device':
      return devices(name, world);
    case 'account':
      return accounts(name, world);
    case 'place':
      return [{ type: 'place', place: name }];
    default:
      break;
  }
  const whole = unquoted(text);
  const alone = typeOf.get(foldText(text));
  if (alone === 'memory' || alone === 'people' || alone === 'nobody') return [{ type: alone }];
  return [...keys(whole, world), ...devices(whole, world), ...accounts(whole, world)];
}

/** Splits at semicolons that do not stand in quotation marks. Those begin a name, and are doubled within it; any other is a character like all. */
function partsOf(text: string): readonly string[] {
  const parts: string[] = [];
  let part = '';
  let [isQuoted, wasQuoted] = [false, false];
  for (const character of text) {
    if (!isQuoted && (character === ';' || character === '；')) {
      parts.push(part);
      part = '';
      wasQuoted = false;
      continue;
    }
    if (character === '"') {
      const begins = /(?:^|[:：])\s*$/u.test(part) || (wasQuoted && part.endsWith('"'));
      isQuoted = !isQuoted && begins;
      wasQuoted ||= begins;
    }
    part += character;
  }
  return [...parts, part];
}

function unquoted(text: string): string {
  return /^".*"$/su.test(text) ? text.slice(1, -1).replaceAll('""', '"') : text;
}

function keys(label: string, { keyOf }: RequirementContext): readonly Requirement[] {
  const keyId = keyOf(label);
  return keyId === null ? [] : [{ type: 'key', keyId }];
}

function devices(label: string, world: RequirementContext): readonly Requirement[] {
  return devicesNamed(world.devices, label).map(({ ref }) => ({ type: 'device', deviceId: ref }));
}

/** Reads the account at a service, with its user name after a slash where one is given. */
function accounts(named: string, { matcher }: RequirementContext): readonly Requirement[] {
  const whole = matcher.match(named);
  const slash = named.indexOf('/');
  if (whole.length > 0 || slash < 1) return whole.map((one) => account(one.serviceId ?? one.groupId, null));
  const userName = named.slice(slash + 1).trim();
  return matcher
    .match(named.slice(0, slash).trim())
    .map((one) => account(one.serviceId ?? one.groupId, userName || null));
}

function account(serviceId: string, userName: string | null): Requirement {
  return { type: 'account', serviceId, userName, accountId: null };
}
