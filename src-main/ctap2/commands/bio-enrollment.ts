import { concatBytes } from '../../../src-shared/lib/bytes.ts';
import type { CborMap, CborValue } from '../../cbor/cbor-value.ts';
import { encodeCbor } from '../../cbor/encode-cbor.ts';
import type { CtapCommand } from '../ctap-command.ts';
import { CtapResponseError } from '../ctap-error.ts';
import type { MessageAuthenticator } from '../pin-uv-auth/pin-uv-auth-token.ts';
import { isCborArray, isCborMap, isUint, requireBytes, requireUint } from '../read-members.ts';

/** 09, or 40 on keys from before CTAP 2.1 final: the same numbers inside. */
export type BioEnrollmentCode = 0x09 | 0x40;

/** Answer to getFingerprintSensorInfo: untrusted numbers. */
interface SensorInfo {
  /** 1 touch, 2 swipe. */
  readonly fingerprintKind: number | null;
  readonly maxCaptureSamples: number | null;
  /** In bytes. */
  readonly maxFriendlyName: number | null;
}

/** Answer of the sensor to one sample. */
export interface CapturedSample {
  readonly lastSampleStatus: number;
  /** Untrusted; 0: the fingerprint is enrolled. */
  readonly remainingSamples: number;
}

export interface EnrolledTemplate {
  readonly templateId: Uint8Array;
  readonly name: string | null;
}

interface AuthenticatedRequest {
  readonly token: MessageAuthenticator;
}

interface TemplateRequest extends AuthenticatedRequest {
  readonly templateId: Uint8Array;
}

interface SampleLimit {
  /** Time that the sensor waits for a finger, in milliseconds. */
  readonly timeoutMs: number;
}

export interface BioEnrollmentCommands {
  readonly enrollBegin: CtapCommand<AuthenticatedRequest & SampleLimit, CapturedSample & { templateId: Uint8Array }>;
  readonly enrollCaptureNextSample: CtapCommand<TemplateRequest & SampleLimit, CapturedSample>;
  readonly cancelCurrentEnrollment: CtapCommand<null, undefined>;
  readonly enumerateEnrollments: CtapCommand<AuthenticatedRequest, readonly EnrolledTemplate[]>;
  readonly setFriendlyName: CtapCommand<TemplateRequest & { readonly name: string }, undefined>;
  readonly removeEnrollment: CtapCommand<TemplateRequest, undefined>;
  readonly getFingerprintSensorInfo: CtapCommand<null, SensorInfo>;
}

/** The one modality there is. */
const fingerprint = 0x01;

/** Returns the commands for fingerprints under one of the two command bytes (CTAP 2.3 §6.7). */
export function bioEnrollmentCommands(code: BioEnrollmentCode): BioEnrollmentCommands {
  const prefix = code === 0x09 ? 'bioEnrollment' : 'bioEnrollmentPreview';
  const begin = `${prefix}.enrollBegin`;
  const enumerate = `${prefix}.enumerateEnrollments`;
  return {
    enrollBegin: {
      name: begin,
      code,
      encode: ({ token, timeoutMs }) => authenticated(0x01, new Map([[0x03, timeoutMs]]), token),
      decode: ({ map }) => ({ templateId: requireBytes(begin, map, 0x04, 'templateId'), ...readSample(begin, map) }),
    },
    enrollCaptureNextSample: {
      name: `${prefix}.enrollCaptureNextSample`,
      code,
      encode: ({ token, templateId, timeoutMs }) =>
        authenticated(
          0x02,
          new Map<number, CborValue>([
            [0x01, templateId],
            [0x03, timeoutMs],
          ]),
          token,
        ),
      decode: ({ map }) => readSample(`${prefix}.enrollCaptureNextSample`, map),
    },
    cancelCurrentEnrollment: {
      name: `${prefix}.cancelCurrentEnrollment`,
      code,
      statusOnly: true,
      encode: () => ofFingerprints(0x03),
      decode: () => undefined,
    },
    enumerateEnrollments: {
      name: enumerate,
      code,
      encode: ({ token }) => authenticated(0x04, null, token),
      decode: ({ map }) => readTemplates(enumerate, map),
    },
    setFriendlyName: {
      name: `${prefix}.setFriendlyName`,
      code,
      statusOnly: true,
      encode: ({ token, templateId, name }) =>
        authenticated(
          0x05,
          new Map<number, CborValue>([
            [0x01, templateId],
            [0x02, name],
          ]),
          token,
        ),
      decode: () => undefined,
    },
    removeEnrollment: {
      name: `${prefix}.removeEnrollment`,
      code,
      statusOnly: true,
      encode: ({ token, templateId }) => authenticated(0x06, new Map([[0x01, templateId]]), token),
      decode: () => undefined,
    },
    getFingerprintSensorInfo: {
      name: `${prefix}.getFingerprintSensorInfo`,
      code,
      encode: () => ofFingerprints(0x07),
      decode: ({ map }) => ({
        fingerprintKind: uintOrNull(map.get(0x02)),
        maxCaptureSamples: uintOrNull(map.get(0x03)),
        maxFriendlyName: uintOrNull(map.get(0x08)),
      }),
    },
  };
}

function ofFingerprints(subCommand: number): Map<number, CborValue> {
  return new Map<number, CborValue>([
    [0x01, fingerprint],
    [0x02, subCommand],
  ]);
}

// CTAP 2.3 §6.7: authenticated are modality, sub-command and the parameters exactly as they are sent.
function authenticated(subCommand: number, params: CborMap | null, token: MessageAuthenticator): CborMap {
  const head = Uint8Array.of(fingerprint, subCommand);
  const message = params === null ? head : concatBytes(head, encodeCbor(params));
  const request = ofFingerprints(subCommand);
  if (params !== null) request.set(0x03, params);
  return request.set(0x04, token.protocol).set(0x05, token.authenticate(message));
}

function readSample(command: string, map: CborMap): CapturedSample {
  return {
    lastSampleStatus: requireUint(command, map, 0x05, 'lastEnrollSampleStatus'),
    remainingSamples: requireUint(command, map, 0x06, 'remainingSamples'),
  };
}

/** Reads the list: an answer without one is none (a key without fingerprints refuses), and an entry that cannot be named on the key ends the reading. */
function readTemplates(command: string, map: CborMap): readonly EnrolledTemplate[] {
  const infos = map.get(0x07);
  if (!isCborArray(infos)) throw new CtapResponseError(command, 'templateInfos is no array');
  return infos.map((entry) => {
    if (!isCborMap(entry)) throw new CtapResponseError(command, 'a templateInfo is no map');
    const name = entry.get(0x02);
    return {
      templateId: requireBytes(command, entry, 0x01, 'templateId'),
      name: typeof name === 'string' && name !== '' ? name : null,
    };
  });
}

function uintOrNull(value: CborValue): number | null {
  return isUint(value) ? value : null;
}
