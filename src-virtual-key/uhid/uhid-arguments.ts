import { readFileSync } from 'node:fs';
import { bigEndian } from '../codec/bytes.ts';
import { personalities } from '../personalities.ts';
import type { PersonalityName } from '../personality.ts';
import type { TouchAnswer } from '../authenticator/touch-sensor.ts';
import type { VirtualCredential, VirtualKeyOptions } from '../virtual-key.ts';

export const usage = `Plugs simulated security keys into the Linux kernel through /dev/uhid.

usage: run-uhid.ts [--demo] [--personality NAME [options of this key]]...

  --demo                 the keys of the demonstration; PINs are printed
  --personality NAME     begins a key: ${Object.keys(personalities).join(', ')}
    --pin PIN            PIN at the start (a simulated key's PIN is no secret)
    --seed N             everything random follows from it (default: 1, 2, ...)
    --credentials R,C    C passkeys over R services
    --credentials FILE   JSON list of {rpId, userId (hex), userName, ...}
    --capacity N         passkeys that fit
    --serial TEXT        USB serial number
    --yubico-serial N    serial of the Yubico device configuration
    --touch POLICY       approve, hold, refuse, ignore (default), or milliseconds until the touch
    --fingerprint NAME   an enrolled fingerprint; as many as are named
    --samples S,S,…      statuses of the first samples of a finger, as numbers (0 is good)
    --unplugged          not plugged in at the start

Each plugged key keeps a thread busy: for more than two set UV_THREADPOOL_SIZE to their number plus two.

Commands on standard input, one JSON object a line; answers and events on standard output likewise:
  {"command":"plug","key":0}          {"command":"unplug","key":0}
  {"command":"touch","key":0}         {"command":"touch","key":0,"answer":"refuse"}
  {"command":"touch-policy","key":0,"policy":"approve"|"refuse"|"ignore"|MILLISECONDS}
  {"command":"state","key":0}         {"command":"log","key":0}         {"command":"clear-log","key":0}
  {"command":"fail","key":0,"name":"credentialManagement.deleteCredential","fault":{"unplug":"after"},"skip":0,"times":1}
  {"command":"quit"}
End of input without quit lets the keys stay until a signal comes.
`;

interface KeyArguments {
  readonly options: VirtualKeyOptions;
  readonly touch: TouchAnswer;
  readonly plugged: boolean;
}

export interface UhidArguments {
  readonly help: boolean;
  readonly demo: boolean;
  readonly keys: readonly KeyArguments[];
}

/** A mistake on the command line or in a control command; its message is for the person. */
export class UhidUsageError extends Error {
  override readonly name = 'UhidUsageError';
}

interface Draft {
  options: { -readonly [Member in keyof VirtualKeyOptions]: VirtualKeyOptions[Member] };
  touch: TouchAnswer;
  plugged: boolean;
}

/** Reads the command line; options after --personality belong to that key. Throws UhidUsageError. */
export function readArguments(args: readonly string[]): UhidArguments {
  const drafts: Draft[] = [];
  let help = args.length === 0;
  let demo = false;
  for (let index = 0; index < args.length; index++) {
    const option = args[index];
    const value = (): string => {
      index++;
      return args[index] ?? mistake(`${option} needs a value`);
    };
    if (option === '--help') help = true;
    else if (option === '--demo') demo = true;
    else if (option === '--personality') {
      const options = { personality: personalityNamed(value()), seed: drafts.length + 1 };
      drafts.push({ options, touch: 'ignore', plugged: true });
    } else setOption(drafts.at(-1) ?? mistake(`${option}: --personality comes first`), option ?? '', value);
  }
  return { help, demo, keys: drafts };
}

function setOption(draft: Draft, option: string, value: () => string): void {
  switch (option) {
    case '--pin':
      draft.options.pin = value();
      return;
    case '--seed':
      draft.options.seed = wholeNumber(value());
      return;
    case '--credentials':
      draft.options.credentials = readCredentials(value());
      return;
    case '--capacity':
      draft.options.capacity = wholeNumber(value());
      return;
    case '--serial':
      draft.options.usb = { serialNumber: value() };
      return;
    case '--yubico-serial':
      draft.options.yubicoSerial = wholeNumber(value());
      return;
    case '--touch':
      draft.touch = readTouch(value());
      return;
    case '--fingerprint':
      draft.options.fingerprints = [...(draft.options.fingerprints ?? []), value()];
      return;
    case '--samples':
      draft.options.samples = value().split(',').map(wholeNumber);
      return;
    case '--unplugged':
      draft.plugged = false;
      return;
    default:
      mistake(`unknown option ${option}`);
  }
}

/** Reads a touch policy. Throws UhidUsageError. */
export function readTouch(value: unknown): TouchAnswer {
  if (value === 'approve' || value === 'hold' || value === 'refuse' || value === 'ignore') return value;
  return wholeNumber(value);
}

/** Generates `count` passkeys over `services` services, the same for the same numbers. */
export function inventCredentials(services: number, count: number): readonly VirtualCredential[] {
  return Array.from({ length: count }, (_, index) => ({
    rpId: `service-${String(index % services).padStart(3, '0')}.example`,
    rpName: `Service ${index % services}`,
    userId: bigEndian(index + 1, 8),
    userName: `user-${index}@mail.example`,
    userDisplayName: `User ${index}`,
    algorithm: index % 4 === 3 ? -8 : -7,
  }));
}

function readCredentials(text: string): readonly VirtualCredential[] {
  const pair = /^(\d+),(\d+)$/.exec(text);
  if (pair !== null) return inventCredentials(Number(pair[1]), Number(pair[2]));
  const list: unknown = JSON.parse(readFileSync(text, 'utf8'));
  if (!Array.isArray(list)) return mistake(`${text}: not a JSON list`);
  return list.map((entry: unknown) =>
    isCredential(entry) ? entry : mistake(`${text}: an entry lacks rpId or userId`),
  );
}

function isCredential(value: unknown): value is VirtualCredential {
  if (typeof value !== 'object' || value === null || !('rpId' in value) || !('userId' in value)) return false;
  return typeof value.rpId === 'string' && typeof value.userId === 'string' && /^([0-9a-f]{2})+$/i.test(value.userId);
}

function personalityNamed(text: string): PersonalityName {
  return Object.values(personalities).find(({ name }) => name === text)?.name ?? mistake(`no personality ${text}`);
}

function wholeNumber(value: unknown): number {
  const number = typeof value === 'number' ? value : typeof value === 'string' && value !== '' ? Number(value) : NaN;
  return Number.isSafeInteger(number) && number >= 0 ? number : mistake(`${String(value)} is no whole number`);
}

function mistake(message: string): never {
  throw new UhidUsageError(message);
}
