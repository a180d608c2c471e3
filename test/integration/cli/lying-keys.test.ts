import { afterAll, expect, it } from 'vitest';
import { toHex } from '../../../src-shared/lib/hex.ts';
import type { CommandFault } from '../../../src-virtual-key/fault-script.ts';
import { personalities } from '../../../src-virtual-key/personalities.ts';
import type { PersonalityName } from '../../../src-virtual-key/personality.ts';
import type { Quirks } from '../../../src-virtual-key/quirks.ts';
import { createVirtualKey, type VirtualKey } from '../../../src-virtual-key/virtual-key.ts';
import { mutate, SeededRandom } from '../../fuzz/mutator.ts';
import { cliHarness } from './cli-harness.ts';

const long = process.env['SPAREKEY_LONG'] === '1';
const sessions = Number(process.env['SPAREKEY_FUZZ_N'] ?? (long ? 20_000 : 600));
const seed = Number(process.env['SPAREKEY_SEED'] ?? 20261130);
const pin = '2481-kanagawa';
/** Nothing that a command waits for is longer: a minute for the owner of the key, and what comes before and after, in milliseconds. */
const longestSession = 100_000;

const requests = [
  'getInfo',
  'clientPin.getPinRetries',
  'clientPin.getKeyAgreement',
  'clientPin.getPinUvAuthTokenUsingPin',
  'clientPin.getPinToken',
  'clientPin.setPin',
  'clientPin.changePin',
  'credentialManagement.getCredsMetadata',
  'credentialManagement.enumerateRpsBegin',
  'credentialManagement.enumerateRpsGetNext',
  'credentialManagement.enumerateCredentialsBegin',
  'credentialManagement.enumerateCredentialsGetNext',
  'credentialManagement.deleteCredential',
  'credentialManagement.updateUserInformation',
  'selection',
  'makeCredential',
  'wink',
  'init',
];

const commands: readonly (readonly string[])[] = [
  ['keys'],
  ['info'],
  ['passkeys'],
  ['passkeys', 'delete', 'ID', '--yes'],
  ['passkeys', 'rename', 'ID', '--user-name', 'x'],
  ['pin', 'set'],
  ['pin', 'change'],
  ['identify'],
  ['scan', '--as', 'new'],
  ['doctor'],
];

/** Text with all that a terminal obeys. */
const evil = 'a\u001b[2J\u001b]0;x\u0007\u009b31m\u0085\u202e\u2066\u200b\u0000\r\nb';

function quirksOf(random: SeededRandom): Quirks {
  const every: readonly Quirks[] = [
    {},
    { statusAsHidError: true },
    { stickyPowerCycleState: true },
    { noPowerCycleState: true },
    { keyAgreementCurve: random.below(8) },
    { fullLegacyToken: true },
    { rpIdHashMismatch: true },
    { omitRpId: true },
    { announcedRps: random.below(3_000) },
    { announcedCredentials: random.below(3_000) },
    { endlessNext: true },
    { metadataOffset: random.below(9) - 4 },
    { deletionDoesNothing: true },
    { renamingDoesNothing: true },
    { tokenDiesAfterWrite: true },
    { oneUseToken: true },
    { oneKeyAgreement: true },
    { staleTokenCostsRetry: true },
    { cutNamesAt: 1 + random.below(20) },
    { nonCanonicalInfo: true },
    { capabilityFlags: random.below(16) },
  ];
  return { ...random.pick(every), ...random.pick(every) };
}

function faultOf(random: SeededRandom): CommandFault {
  const carryOut = random.below(2) === 0;
  switch (random.below(20)) {
    case 0:
      return { unplug: random.pick(['before', 'after'] as const) };
    case 1:
      // Silence and endless keepalives take seconds each: a few are enough.
      return random.below(8) === 0 ? { dropReply: true, carryOut } : { status: random.below(256), carryOut };
    case 2:
      return long && random.below(20) === 0
        ? { keepaliveForever: random.pick(['working', 'touch'] as const), deaf: carryOut }
        : { hidError: random.below(256), carryOut };
    case 3:
    case 4:
      return { garbage: random.bytes(random.below(80)), carryOut };
    case 5:
    case 6:
    case 7:
      return { hidError: random.below(256), carryOut };
    case 8:
    case 9:
    case 10:
    case 11:
      return { replaceResponse: (response) => mutate(random, [response]) };
    default:
      return { status: random.below(256), carryOut };
  }
}

function lyingKey(random: SeededRandom): VirtualKey {
  const personality = random.pick(Object.keys(personalities) as PersonalityName[]);
  const canStore = personalities[personality].capacity > 0;
  const key = createVirtualKey({
    personality,
    seed: 1 + random.below(1_000_000),
    ...(random.below(8) === 0 || personality === 'u2fOnly' ? {} : { pin }),
    touch: () => random.pick(['approve', 'refuse'] as const),
    usb: { product: random.below(3) === 0 ? evil : 'key', serialNumber: random.below(3) === 0 ? evil : null },
    quirks: quirksOf(random),
    credentials: Array.from({ length: canStore ? random.below(5) : 0 }, (_, index) => ({
      rpId: random.below(3) === 0 ? `${evil}${index}` : `service-${index}.example`,
      userId: Uint8Array.of(1, index),
      userName: random.below(3) === 0 ? evil : `person${index}`,
      userDisplayName: evil,
    })),
  });
  for (let count = random.below(7); count > 0; count--) {
    const times = random.below(3) === 0 ? Infinity : 1;
    key.script.failNext(random.pick(requests), faultOf(random), { times, skip: random.below(3) });
  }
  return key;
}

/** Runs one command against one lying key. Returns what is wrong with how it ended; null where nothing is. */
async function runSession(random: SeededRandom): Promise<string | null> {
  const key = lyingKey(random);
  const harness = cliHarness([key]);
  const json = random.below(3) !== 0;
  const typed = random.below(4) === 0 ? 'wrong-pin' : pin;
  const id = toHex(key.state.credentials[0]?.id ?? Uint8Array.of(1, 2, 3, 4));
  const args = random.pick(commands).map((word) => (word === 'ID' ? id : word));
  const before = performance.now();
  const stdin = [typed, 'another-pin-1'];
  const all = [...args, '--pin-stdin', '--low-tries', ...(json ? ['--json'] : [])];
  const run = await harness.run(all, { stdin });
  const took = performance.now() - before;
  harness.remove();
  const problems: string[] = [];
  if (run.status === 70) problems.push(`status 70: ${run.err}`);
  if (took > longestSession) problems.push(`took ${took} ms`);
  if (key.log.pinBearing.length > 1) problems.push(`${key.log.pinBearing.length} PIN messages for one typing`);
  if (key.log.destructive.length > 1) problems.push(`${key.log.destructive.length} changes for one`);
  if (json) {
    try {
      run.json();
    } catch {
      problems.push(`no JSON document: ${run.out}`);
    }
  }
  for (const line of [...run.terminal.printed, ...run.terminal.noted]) {
    // eslint-disable-next-line no-control-regex -- control characters are what is looked for
    if (/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(line)) {
      problems.push(`a terminal would obey ${JSON.stringify(line)}`);
    }
  }
  return problems.length === 0 ? null : `${all.join(' ')}: ${problems.join('; ')}`;
}

let done = 0;
afterAll(() => process.stdout.write(`lying keys: n=${done} seed=${seed}\n`));

it(
  '11 must show 2: sessions against lying keys end with a status of their own, one document, and nothing that a terminal obeys',
  async () => {
    const lanes = 6;
    const problems: string[] = [];
    const lane = async (number: number): Promise<void> => {
      for (let index = number; index < sessions; index += lanes) {
        const problem = await runSession(new SeededRandom(seed + index));
        if (problem !== null) problems.push(`session ${index} (seed ${seed + index}): ${problem}`);
        done++;
      }
    };
    await Promise.all(Array.from({ length: lanes }, (_, number) => lane(number)));
    expect(problems).toEqual([]);
    expect(done).toBe(sessions);
  },
  long ? 7_200_000 : 300_000,
);
