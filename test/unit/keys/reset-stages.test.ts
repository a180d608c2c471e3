import { describe, expect, it } from 'vitest';
import { keyProof } from '../../../src-main/keys/key-proof.ts';
import { nextStage, type ResetStage } from '../../../src-main/keys/reset-stages.ts';
import type { PluggedKey } from '../../../src-shared/domain/plugged-key.ts';
import { toHex } from '../../../src-shared/lib/hex.ts';
import { getInfoVectors } from '../../vectors/get-info.ts';
import { keyFacts, pluggedKey } from '../../fixtures/plugged-key.ts';

const [first, second] = getInfoVectors;
if (first === undefined || second === undefined) throw new Error('no vectors');
const facts = keyFacts({ rawGetInfo: toHex(first.bytes), vendorSerial: null });
const key = pluggedKey({ handle: 'key-00000000000000aa', facts });
const replugged = pluggedKey({ handle: 'key-00000000000000bb', facts });
const other = pluggedKey({ handle: 'key-00000000000000cc', facts: { ...facts, rawGetInfo: toHex(second.bytes) } });
const reading: PluggedKey = { ...replugged, state: 'reading', facts: null };

const proof = keyProof(key);
if (proof === null) throw new Error('no proof');
const after = (stage: ResetStage, ...keys: readonly PluggedKey[]): ResetStage => nextStage(stage, keys, proof);
const unplug: ResetStage = { name: 'unplug', handle: key.handle };
const insert: ResetStage = { name: 'insert' };
const send: ResetStage = { name: 'send', handle: replugged.handle };

describe('14 stages of a reset', () => {
  it('pulled out, plugged in, read, sent to that plug-in', () => {
    expect(after(unplug, key)).toBe(unplug);
    expect(after(unplug)).toEqual(insert);
    expect(after(insert)).toBe(insert);
    const stage = after(insert, reading);
    expect(stage).toEqual({ name: 'reading', handle: replugged.handle });
    expect(after(stage, reading)).toEqual(stage);
    expect(after(stage, replugged)).toEqual(send);
    expect(after(stage)).toEqual(insert);
  });

  it('a hand that was quicker than the list', () => {
    expect(after(unplug, replugged)).toEqual(send);
    expect(after(unplug, reading)).toMatchObject({ name: 'reading' });
  });

  it.each([
    ['another key comes', insert, [other], 'other-key'],
    ['another key stands where it was', unplug, [other], 'other-key'],
    ['a second key comes before it was pulled out', unplug, [key, other], 'two-keys'],
    ['two keys come', insert, [replugged, other], 'two-keys'],
    [
      'a key of another serial number comes',
      insert,
      [pluggedKey({ facts: { ...facts, vendorSerial: '1' } })],
      'other-key',
    ],
    ['the same model at another USB serial number comes', insert, [{ ...replugged, usbSerial: 'x' }], 'other-key'],
    ['a key comes that speaks U2F only', insert, [{ ...replugged, state: 'u2f-only', facts: keyFacts() }], 'other-key'],
  ] as const)('%s: nothing stays armed', (_name, stage, keys, why) => {
    const stopped = after(stage, ...keys);
    expect(stopped).toEqual({ name: 'stopped', failure: { kind: 'reset-stopped', why } });
    expect(after(stopped, replugged)).toBe(stopped);
  });

  it('a key that may not be opened yet is waited for, one that cannot be reached ends it', () => {
    const unreachable: PluggedKey = { ...reading, state: 'unreachable' };
    const denied: PluggedKey = { ...unreachable, problem: { kind: 'no-permission', platform: 'linux' } };
    expect(after(insert, denied)).toMatchObject({ name: 'reading' });
    expect(after(insert, { ...unreachable, problem: { kind: 'key-busy' } })).toEqual({
      name: 'stopped',
      failure: { kind: 'key-busy' },
    });
  });
});
