import { describe, expect, it } from 'vitest';
import { isPath, type KeyCandidate, selectKey } from '../../../src-cli/program/select-key.ts';
import { keyFacts } from '../../fixtures/plugged-key.ts';

function candidate(number: number, about: { serial?: string; usbSerial?: string; id?: string; label?: string } = {}) {
  return {
    key: {
      handle: `key-${String(number).padStart(16, '0')}`,
      path: `/dev/hidraw${number}`,
      vendorId: 0x1050,
      productId: 0x0407,
      manufacturer: null,
      product: 'Key',
      usbSerial: about.usbSerial ?? null,
      simulated: true,
      state: 'ready',
      problem: null,
      facts: about.serial === undefined ? null : keyFacts({ vendorSerial: about.serial }),
      unlocked: false,
      readAccess: null,
      plugOrder: null,
    },
    inventoryId: about.id ?? null,
    label: about.label ?? null,
    unseen: false,
  } satisfies KeyCandidate;
}

const blue = candidate(1, { serial: '14207311', id: 'id-blue', label: 'Blue' });
const red = candidate(2, { serial: '14207318', usbSerial: 'same', label: 'Red' });
const plain = candidate(3, { usbSerial: 'same' });
const all = [blue, red, plain];

describe('selectKey', () => {
  it.each([
    ['/dev/hidraw1', blue],
    ['14207318', red],
    ['id-blue', blue],
    ['blue', blue],
    ['  ＢＬＵＥ ', blue],
    ['/dev/hidraw3', plain],
  ])('%j names one key', (selector, expected) => {
    expect(selectKey(all, selector)).toEqual({ ok: true, value: expected });
  });

  it('fails where nothing fits, and never takes a beginning or a part', () => {
    for (const selector of ['142073', '/dev/hidraw', 'Blu', '', 'id']) {
      expect(selectKey(all, selector)).toEqual({ ok: false, failure: { kind: 'no-such-key' } });
    }
  });

  it('11.10 finds nothing by a USB serial number: it may be any text, and a whole series may share it', () => {
    expect(selectKey(all, 'same')).toEqual({ ok: false, failure: { kind: 'no-such-key' } });
    expect(selectKey([plain], 'same')).toEqual({ ok: false, failure: { kind: 'no-such-key' } });
  });

  it('11.10 refuses a vendor serial that two keys give', () => {
    const twins = [candidate(4, { serial: '12345678' }), candidate(5, { serial: '12345678' })];
    expect(selectKey(twins, '12345678')).toEqual({ ok: false, failure: { kind: 'ambiguous-key', count: 2 } });
  });

  it('without a selector takes the only key, and never the first of several', () => {
    expect(selectKey([blue], undefined)).toEqual({ ok: true, value: blue });
    expect(selectKey(all, undefined)).toEqual({ ok: false, failure: { kind: 'ambiguous-key', count: 3 } });
    expect(selectKey([], undefined)).toEqual({ ok: false, failure: { kind: 'no-such-key' } });
  });
});

describe('isPath', () => {
  it.each([
    ['/dev/hidraw0', true],
    ['\\\\?\\hid#vid_1050&pid_0407', true],
    ['DevSrvsID:4294969523', true],
    ['virtual-key-0', true],
    ['Blue', false],
    ['14207311', false],
  ])('%s: %s', (selector, expected) => {
    expect(isPath(selector)).toBe(expected);
  });
});
