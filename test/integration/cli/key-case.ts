import { readFileSync } from 'node:fs';
import { fromHex, toHex } from '../../../src-shared/lib/hex.ts';
import type { CommandFault } from '../../../src-virtual-key/fault-script.ts';
import { describeRequest } from '../../../src-virtual-key/request-names.ts';
import { createVirtualKey, type VirtualKey } from '../../../src-virtual-key/virtual-key.ts';
import type { KeySetup } from '../../helpers/simulated-core.ts';
import { type CliHarness, cliHarness, type CommandRun } from './cli-harness.ts';
import type { TerminalScript } from './scripted-terminal.ts';

const folder = new URL('../../vectors/cases/keys/', import.meta.url);
const cborCommand = 0x10;

/** Answers of a key by "<CTAP command>[:<sub-command>]", in hex: status byte, then CBOR; or `keepalive 01, for ever`. */
export type Replies = Readonly<Record<string, string>>;

/** A file of test/vectors/cases/keys. */
export interface KeyCase {
  readonly initCaps?: string;
  readonly usb?: { readonly vendorId: string; readonly productId: string };
  readonly getInfo?: string;
  readonly replies?: Replies;
  readonly variants?: readonly Replies[];
  readonly vendorSerial?: readonly number[];
  readonly keys?: readonly NonNullable<KeyCase['credentials']>[];
  readonly typedPins?: readonly string[];
  readonly credentials?: readonly { readonly rpId: string; readonly userName: string }[];
}

export const casePin = '2481-kanagawa';

export function readCase(name: string): KeyCase {
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as KeyCase;
}

/** Statuses that ended one command at one step as a defect of ours, of w3-status-sweep.txt. */
export interface SweptStep {
  readonly command: string;
  readonly request: string;
  readonly statuses: readonly number[];
}

/** Reads w3-status-sweep.txt. */
export function readSweep(): readonly SweptStep[] {
  const lines = readFileSync(new URL('w3-status-sweep.txt', folder), 'utf8').split('\n');
  return lines.flatMap((line) => {
    const [, command = '', request = '', codes = ''] = /^(.+) @(\S+) status -> 70 .*\. ([0-9a-f,]+)$/.exec(line) ?? [];
    if (command === '') return [];
    return [{ command, request, statuses: codes.split(',').map((code) => Number.parseInt(code, 16)) }];
  });
}

/** One key that behaves as a case says, and a command line in front of it. */
export interface CaseRun {
  readonly key: VirtualKey;
  readonly harness: CliHarness;
  /** Runs one step of the case; `<first id>` is the credential ID of the first passkey. */
  run(args: readonly string[], script?: TerminalScript): Promise<CommandRun>;
}

const runs: CaseRun[] = [];

/** Removes what the cases of a test left. */
export function removeCases(): void {
  for (const { harness } of runs.splice(0)) harness.remove();
}

/** Creates the key of a case, with the answers of one variant. What is not named is as on a sound key of that personality. */
export function caseKey(
  { initCaps, usb, getInfo, credentials, replies }: KeyCase,
  variant: Replies = {},
  { withoutPin, ...options }: KeySetup = {},
): CaseRun {
  const key = createVirtualKey({
    personality: 'strict21',
    seed: 1,
    ...(withoutPin === true ? {} : { pin: casePin }),
    credentials: (credentials ?? []).map((one, index) => ({ ...one, userId: Uint8Array.of(1, index) })),
    ...options,
    ...(usb !== undefined && {
      usb: { vendorId: Number.parseInt(usb.vendorId, 16), productId: Number.parseInt(usb.productId, 16) },
    }),
    quirks: {
      ...(initCaps !== undefined && { capabilityFlags: Number.parseInt(initCaps, 16) }),
      ...(getInfo !== undefined && { infoBytes: fromHex(getInfo) }),
      ...options.quirks,
    },
  });
  for (const [request, reply] of Object.entries({ ...replies, ...variant })) {
    key.script.failNext(nameOf(request), faultOf(reply), { times: Infinity });
  }
  const harness = cliHarness([key]);
  const firstId = toHex(key.state.credentials[0]?.id ?? new Uint8Array());
  const run: CaseRun = {
    key,
    harness,
    run: (args, script = { answers: [casePin] }) =>
      harness.run(
        args.map((arg) => (arg === '<first id>' ? firstId : arg)),
        script,
      ),
  };
  runs.push(run);
  return run;
}

/** Returns the name of a request in the key's log. */
function nameOf(request: string): string {
  const [command = 0, subCommand] = request.split(':').map((part) => Number.parseInt(part, 16));
  const key = command === 0x06 ? 0x02 : 0x01;
  const body = subCommand === undefined ? [] : [0xa1, key, subCommand];
  return describeRequest(cborCommand, Uint8Array.of(command, ...body)).name;
}

function faultOf(reply: string): CommandFault {
  if (reply.startsWith('keepalive 01')) return { keepaliveForever: 'working' };
  if (reply.startsWith('keepalive 02')) return { keepaliveForever: 'touch' };
  return { garbage: fromHex(reply) };
}
