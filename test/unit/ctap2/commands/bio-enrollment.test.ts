import { describe, expect, it } from 'vitest';
import type { CborValue } from '../../../../src-main/cbor/cbor-value.ts';
import { encodeCbor } from '../../../../src-main/cbor/encode-cbor.ts';
import { bioEnrollmentCommands } from '../../../../src-main/ctap2/commands/bio-enrollment.ts';
import { CtapResponseError } from '../../../../src-main/ctap2/ctap-error.ts';
import { readReply } from '../../../../src-main/ctap2/ctap-session.ts';
import { concatBytes } from '../../../../src-shared/lib/bytes.ts';
import { fromHex, toHex } from '../../../../src-shared/lib/hex.ts';
import { fuzzBioEnumerate, fuzzBioSensorInfo } from '../../../vectors/credential-management.ts';

const commands = bioEnrollmentCommands(0x09);
const reply = (body: Uint8Array): Uint8Array => concatBytes(Uint8Array.of(0), body);
const replyOf = (members: readonly (readonly [number, CborValue])[]): Uint8Array => reply(encodeCbor(new Map(members)));

describe('answers about fingerprints', () => {
  it('sensor information, of which every member may be missing or mistyped', () => {
    expect(readReply(commands.getFingerprintSensorInfo, reply(fuzzBioSensorInfo.bytes))).toEqual({
      fingerprintKind: 1,
      maxCaptureSamples: 4,
      maxFriendlyName: null,
    });
    const odd = replyOf([
      [2, 'touch'],
      [8, 64],
    ]);
    expect(readReply(commands.getFingerprintSensorInfo, odd)).toEqual({
      fingerprintKind: null,
      maxCaptureSamples: null,
      maxFriendlyName: 64,
    });
  });

  it('the list of templates', () => {
    const templates = readReply(commands.enumerateEnrollments, reply(fuzzBioEnumerate.bytes));
    expect(templates.map(({ templateId, name }) => [toHex(templateId), name])).toEqual([
      ['cea3', 'finger1'],
      ['bf5e', 'finger2'],
      ['5ed2', 'finger3'],
    ]);
  });

  it('an empty name is none', () => {
    const template = new Map<number, CborValue>([
      [1, fromHex('42ce')],
      [2, ''],
    ]);
    expect(readReply(commands.enumerateEnrollments, replyOf([[7, [template]]]))).toEqual([
      { templateId: fromHex('42ce'), name: null },
    ]);
  });

  it('the first sample comes with the template ID, the next without', () => {
    const sample = [
      [5, 7],
      [6, 3],
    ] as const;
    expect(readReply(commands.enrollBegin, replyOf([[4, fromHex('42ce')], ...sample]))).toEqual({
      templateId: fromHex('42ce'),
      lastSampleStatus: 7,
      remainingSamples: 3,
    });
    expect(readReply(commands.enrollCaptureNextSample, replyOf(sample))).toEqual({
      lastSampleStatus: 7,
      remainingSamples: 3,
    });
  });

  it.each<[string, () => unknown]>([
    ['no list', () => readReply(commands.enumerateEnrollments, Uint8Array.of(0))],
    ['a list that is no array', () => readReply(commands.enumerateEnrollments, replyOf([[7, 'x']]))],
    ['a template that is no map', () => readReply(commands.enumerateEnrollments, replyOf([[7, ['x']]]))],
    ['a template without ID', () => readReply(commands.enumerateEnrollments, replyOf([[7, [new Map()]]]))],
    ['a sample without status', () => readReply(commands.enrollCaptureNextSample, replyOf([[6, 3]]))],
    [
      'a first sample without template',
      () =>
        readReply(
          commands.enrollBegin,
          replyOf([
            [5, 0],
            [6, 3],
          ]),
        ),
    ],
  ])('%s is no answer', (_about, read) => {
    expect(read).toThrow(CtapResponseError);
  });
});
