import { bigEndian, concat, utf8 } from '../codec/bytes.ts';
import type { OpenTransaction } from '../transaction-log.ts';
import { uncertifiedCertificate } from '../attestation/makers.ts';
import { findCredential } from './find-credential.ts';
import { type SigningKey, signingKeyFromSeed } from './key-pairs.ts';
import type { KeyState } from './key-state.ts';
import { wrapCredential } from './wrapped-credential.ts';

/** U2F raw message formats §3.3, status words. */
const StatusWord = {
  ok: 0x9000,
  conditionsNotSatisfied: 0x6985,
  notAllowed: 0x6986,
  wrongData: 0x6a80,
  wrongLength: 0x6700,
  classNotSupported: 0x6e00,
  instructionNotSupported: 0x6d00,
} as const;

class WordAnswer extends Error {
  override readonly name = 'WordAnswer';
  readonly word: number;

  constructor(word: number) {
    super(`status word ${word.toString(16)}`);
    this.word = word;
  }
}

/** Answers a U2F message (U2F raw message formats §3 to §6): data and status word. */
export function answerApdu(state: KeyState, apdu: Uint8Array, transaction: OpenTransaction): Uint8Array {
  let data: Uint8Array = new Uint8Array();
  let word: number = StatusWord.ok;
  try {
    data = carryOut(state, apdu);
    transaction.carriedOut = true;
  } catch (error) {
    if (!(error instanceof WordAnswer)) throw error;
    ({ word } = error);
  }
  transaction.status = word;
  return concat(data, bigEndian(word, 2));
}

function carryOut(state: KeyState, apdu: Uint8Array): Uint8Array {
  const [cla, instruction, p1] = apdu;
  if (cla === undefined || instruction === undefined || p1 === undefined) return refuse(StatusWord.wrongLength);
  if (cla !== 0) refuse(StatusWord.classNotSupported);
  const data = readData(apdu);
  if (state.alwaysUv && state.fingerprints.length === 0) refuse(StatusWord.notAllowed);
  if (instruction === 1) return register(state, data);
  if (instruction === 2) return authenticate(state, p1, data);
  if (instruction !== 3) return refuse(StatusWord.instructionNotSupported);
  if (data.length > 0) refuse(StatusWord.wrongLength);
  return utf8('U2F_V2');
}

function refuse(word: number): never {
  throw new WordAnswer(word);
}

/** Returns the data of an APDU in extended length encoding; hosts that ask for nothing may leave Lc out. */
function readData(apdu: Uint8Array): Uint8Array {
  if (apdu.length <= 5) return new Uint8Array();
  if (apdu[4] !== 0 || apdu.length < 7) return refuse(StatusWord.wrongLength);
  const length = (apdu[5] ?? 0) * 256 + (apdu[6] ?? 0);
  if (apdu.length === 7) return new Uint8Array();
  const rest = apdu.length - 7 - length;
  if (rest !== 0 && rest !== 2) refuse(StatusWord.wrongLength);
  return apdu.slice(7, 7 + length);
}

function register(state: KeyState, data: Uint8Array): Uint8Array {
  if (data.length !== 64) refuse(StatusWord.wrongLength);
  if (!state.touch.pollU2f()) refuse(StatusWord.conditionsNotSatisfied);
  const challenge = data.subarray(0, 32);
  const application = data.subarray(32);
  const { id, key } = wrapCredential(state, application, -7, 1);
  const attestation = attestationKey(state);
  const signed = concat(Uint8Array.of(0), application, challenge, id, key.publicBytes);
  const certificate = uncertifiedCertificate(attestation);
  return concat(Uint8Array.of(5), key.publicBytes, Uint8Array.of(id.length), id, certificate, attestation.sign(signed));
}

function attestationKey(state: KeyState): SigningKey {
  return signingKeyFromSeed(-7, state.random.derive('attestation'));
}

function authenticate(state: KeyState, control: number, data: Uint8Array): Uint8Array {
  const handleLength = data[64];
  if (handleLength === undefined || data.length !== 65 + handleLength) return refuse(StatusWord.wrongLength);
  const challenge = data.subarray(0, 32);
  const application = data.subarray(32, 64);
  const credential = findCredential(state, data.slice(65), application);
  if (credential === null || credential.protection === 3) return refuse(StatusWord.wrongData);
  const checkOnly = control === 7;
  if (checkOnly) refuse(StatusWord.conditionsNotSatisfied);
  if (control !== 3 && control !== 8) refuse(StatusWord.wrongData);
  if (control === 3 && !state.touch.pollU2f()) refuse(StatusWord.conditionsNotSatisfied);
  state.signCount++;
  const presence = Uint8Array.of(control === 3 ? 1 : 0);
  const counter = bigEndian(state.signCount, 4);
  const signature = credential.key().sign(concat(application, presence, counter, challenge));
  return concat(presence, counter, signature);
}
