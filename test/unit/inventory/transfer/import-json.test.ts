import { describe, expect, it, vi } from 'vitest';
import type { Inventory } from '../../../../src-main/inventory/inventory.ts';
import { parseStrictJson } from '../../../../src-main/inventory/transfer/strict-json.ts';
import { alicesCodes, failureOf, handClock, listing, must, open, passkey, pluggedKey } from '../inventory-fixture.ts';

vi.setConfig({ testTimeout: 60_000 });

const alice = passkey('alice');
const bob = passkey('bob', 'example.org');
const ofCarol = [passkey('carol'), passkey('carol', 'example.org')];
const codes = { ...alicesCodes, place: 'safe' };

async function filled(): Promise<{ inventory: Inventory; keyId: string; json: string }> {
  const inventory = await open({ file: 'memory' });
  const { keyId } = await must(inventory.recordListing(pluggedKey({ vendorSerial: '1' }), listing([alice, bob])));
  await must(inventory.recordListing(pluggedKey({ vendorSerial: '2' }), listing(ofCarol)));
  await must(inventory.addManual({ keyId, serviceId: 'x', rpId: null, userName: 'alice', note: 'old site' }));
  await must(inventory.addOtherWayIn(codes));
  await must(inventory.editKey(keyId, { label: 'Blue', owner: 'Mika' }));
  return { inventory, keyId, json: await must(inventory.exportJson()) };
}

function edited(json: string, edit: (document: Record<string, unknown>) => void): string {
  const document = JSON.parse(json) as Record<string, unknown>;
  edit(document);
  return JSON.stringify(document);
}

describe('export', () => {
  it('writes everything but key material and the journal', async () => {
    const { inventory, keyId } = await filled();
    await must(inventory.journalBegin({ keyId, operation: 'set-pin', credentialId: null }));
    const document = JSON.parse(await must(inventory.exportJson())) as Record<string, unknown>;
    const { revision: _revision, interrupted: _interrupted, activity, ...content } = await must(inventory.snapshot());
    expect(document).toEqual({
      format: 'sparekey-inventory',
      version: 4,
      exportedAt: expect.any(String) as unknown,
      ...content,
      activity: [...activity].reverse(),
    });
  });
});

describe('import', () => {
  it('moves an inventory whole into an empty one', async () => {
    const { inventory, json } = await filled();
    const there = await open({ file: 'memory' });
    const preview = await must(there.previewImport(json));
    expect(preview).toMatchObject({ addedKeys: 2, mergedKeys: 0, addedEnrolments: 5, addedOtherWaysIn: 1 });
    expect(preview.conflicts).toEqual([]);
    expect((await must(there.snapshot())).keys).toEqual([]);
    await must(there.applyImport(preview.token));
    const [ours, theirs] = [await must(inventory.snapshot()), await must(there.snapshot())];
    expect(theirs.keys).toEqual(ours.keys);
    expect(theirs.enrolments).toEqual(ours.enrolments);
    expect(theirs.otherWaysIn).toEqual(ours.otherWaysIn);
    expect(theirs.activity.slice(1)).toEqual(ours.activity);
    expect(theirs.activity[0]).toMatchObject({ kind: 'inventory-imported', details: { keys: '2', enrolments: '5' } });
  });

  it('changes nothing when it is imported again', async () => {
    const { inventory, json } = await filled();
    const before = await must(inventory.snapshot());
    const preview = await must(inventory.previewImport(json));
    expect(preview).toMatchObject({
      addedKeys: 0,
      mergedKeys: 0,
      addedEnrolments: 0,
      addedOtherWaysIn: 0,
      unchanged: 8,
    });
    await must(inventory.applyImport(preview.token));
    expect(await must(inventory.snapshot())).toEqual(before);
  });

  it('J-05 merges by serial and by credential IDs of two services, keeps our words and lists the conflicts', async () => {
    const { json } = await filled();
    const inventory = await open({ file: 'memory', clock: handClock().now });
    const one = await must(inventory.recordListing(pluggedKey({ vendorSerial: '1' }), listing([alice])));
    // Known without a serial, by its passkeys only.
    const two = await must(inventory.recordListing(pluggedKey({ aaguid: null }), listing(ofCarol), { newKey: true }));
    await must(inventory.editKey(one.keyId, { label: 'Mine', owner: 'Aoi', place: 'desk' }));
    await must(inventory.addOtherWayIn({ ...codes, place: 'drawer' }));
    const preview = await must(inventory.previewImport(json));
    expect(preview).toMatchObject({ addedKeys: 0, mergedKeys: 1, addedEnrolments: 2, addedOtherWaysIn: 0 });
    expect(preview.conflicts).toEqual([
      { what: 'Mine: label', ours: 'Mine', theirs: 'Blue' },
      { what: 'Mine: owner', ours: 'Aoi', theirs: 'Mika' },
      { what: 'YubiKey 5 NFC: label', ours: 'YubiKey 5 NFC', theirs: 'YubiKey 5 NFC …2' },
      { what: 'Codes: place', ours: 'drawer', theirs: 'safe' },
    ]);
    await must(inventory.applyImport(preview.token));
    const { keys, enrolments, activity } = await must(inventory.snapshot());
    expect(keys).toMatchObject([
      { id: one.keyId, label: 'Mine', owner: 'Aoi', place: 'desk', vendorSerial: '1' },
      { id: two.keyId, vendorSerial: '2' },
    ]);
    expect(new Set(enrolments.map(({ keyId }) => keyId))).toEqual(new Set([one.keyId, two.keyId]));
    expect(enrolments).toHaveLength(5);
    // Ours is not empty: theirs is no history of it.
    expect(activity.filter(({ kind }) => kind === 'key-first-seen')).toHaveLength(2);
  });

  it('11.10 asks about a key that shares one passkey with ours: any website has learned its ID', async () => {
    const there = await open({ file: 'memory' });
    await must(
      there.recordListing(pluggedKey({ aaguid: null }), listing([alice, bob]), { newKey: true, label: 'Old' }),
    );
    const json = await must(there.exportJson());
    const inventory = await open({ file: 'memory' });
    const ours = await must(
      inventory.recordListing(pluggedKey({ aaguid: null }), listing([alice]), { newKey: true, label: 'Desk' }),
    );
    const undecided = [{ keyId: expect.any(String), label: 'Old', candidates: [{ keyId: ours.keyId, label: 'Desk' }] }];
    const apply = async (answerOf: (keyId: string) => Record<string, string>) => {
      const { token, undecidedKeys } = await must(inventory.previewImport(json));
      expect(undecidedKeys).toEqual(undecided);
      return inventory.applyImport(token, answerOf(undecidedKeys[0]?.keyId ?? ''));
    };
    // Without an answer, or with one that is none of the candidates, nothing is imported.
    for (const answers of [{}, { other: ours.keyId }]) {
      expect(await failureOf(apply(() => answers))).toMatchObject({ detail: 'which-imported-key' });
    }
    expect(await failureOf(apply((keyId) => ({ [keyId]: 'somebody' })))).toMatchObject({
      detail: 'which-imported-key',
    });
    expect((await must(inventory.snapshot())).enrolments).toHaveLength(1);
    await must(apply((keyId) => ({ [keyId]: ours.keyId })));
    const { keys, enrolments } = await must(inventory.snapshot());
    expect([keys.map(({ label }) => label), enrolments.length]).toEqual([['Desk'], 2]);
  });

  it('11.10 keeps a key apart of which the person says that it is another one', async () => {
    const there = await open({ file: 'memory' });
    await must(there.recordListing(pluggedKey({ aaguid: null }), listing([alice]), { newKey: true }));
    const inventory = await open({ file: 'memory' });
    await must(inventory.recordListing(pluggedKey({ aaguid: null }), listing([alice]), { newKey: true }));
    const { token, undecidedKeys } = await must(inventory.previewImport(await must(there.exportJson())));
    await must(inventory.applyImport(token, { [undecidedKeys[0]?.keyId ?? '']: 'new' }));
    expect((await must(inventory.snapshot())).keys).toHaveLength(2);
  });

  it('takes the newer reading of a passkey, whichever side it is on', async () => {
    const read = async (name: string, at: string, passkeys = [{ ...alice, userName: name }]) => {
      const inventory = await open({ file: 'memory' });
      await must(
        inventory.recordListing(pluggedKey({ vendorSerial: '1' }), listing([alice], '2026-01-01T00:00:00.000Z')),
      );
      await must(inventory.recordListing(pluggedKey({ vendorSerial: '1' }), listing(passkeys, at)));
      return inventory;
    };
    const [older, newer] = [
      await read('old', '2026-02-01T00:00:00.000Z'),
      await read('new', '2026-03-01T00:00:00.000Z'),
    ];
    const gone = await read('', '2026-04-01T00:00:00.000Z', []);
    for (const [into, from, expected] of [
      [older, newer, { userName: 'new', vanishedAt: null }],
      [newer, older, { userName: 'new', vanishedAt: null }],
      [newer, gone, { vanishedAt: '2026-04-01T00:00:00.000Z' }],
      [gone, older, { vanishedAt: '2026-04-01T00:00:00.000Z' }],
    ] as const) {
      const { token } = await must(into.previewImport(await must(from.exportJson())));
      await must(into.applyImport(token));
      const { keys, enrolments } = await must(into.snapshot());
      expect(keys).toHaveLength(1);
      expect(enrolments).toMatchObject([{ ...expected, firstSeen: '2026-01-01T00:00:00.000Z' }]);
    }
  });

  it('keeps two keys apart that cannot be one, whatever their ids and labels', async () => {
    const { inventory, json, keyId } = await filled();
    const other = edited(json, (document) => {
      document['keys'] = (document['keys'] as { id: string }[]).map((key) =>
        key.id === keyId ? { ...key, vendorSerial: '99' } : key,
      );
    });
    const preview = await must(inventory.previewImport(other));
    expect(preview).toMatchObject({ addedKeys: 1 });
    await must(inventory.applyImport(preview.token));
    const { keys } = await must(inventory.snapshot());
    expect(new Set(keys.map(({ id }) => id)).size).toBe(3);
    expect(keys.map(({ label }) => label)).toEqual(['Blue', 'YubiKey 5 NFC …2', 'Blue 2']);
  });

  it('voids a preview after any other change, and takes it once', async () => {
    const { json } = await filled();
    const inventory = await open({ file: 'memory' });
    const invalid = { kind: 'input-invalid', detail: 'preview-void' };
    expect(await failureOf(inventory.applyImport('nothing'))).toEqual(invalid);
    const first = await must(inventory.previewImport(json));
    await must(inventory.recordListing(pluggedKey({ vendorSerial: '9' }), listing([])));
    expect(await failureOf(inventory.applyImport(first.token))).toEqual(invalid);
    const second = await must(inventory.previewImport(json));
    await must(inventory.applyImport(second.token));
    expect(await failureOf(inventory.applyImport(second.token))).toEqual(invalid);
  });

  it('J-04 an error in the last of many records imports nothing', async () => {
    const { inventory, json } = await filled();
    const before = await must(inventory.snapshot());
    const bad = edited(json, (document) => {
      const [first] = document['enrolments'] as Record<string, unknown>[];
      document['enrolments'] = Array.from({ length: 10_000 }, (_, index) => ({
        ...first,
        id: `e${String(index)}`,
        credentialId: index === 9_999 ? 'not hex' : index.toString(16).padStart(64, '0'),
      }));
    });
    expect(await failureOf(inventory.previewImport(bad))).toEqual({
      kind: 'input-invalid',
      detail: 'export-malformed',
    });
    expect(await must(inventory.snapshot())).toEqual(before);
  });

  it.each([
    ['an enrolment of a key that is not there', 'export-malformed', { keys: [] }],
    ['an unknown member', 'export-malformed', { extra: 1 }],
    ['another format', 'not-an-export', { format: 'something' }],
    ['no version', 'not-an-export', { version: 'one' }],
    ['a newer version', 'newer-export', { version: 5 }],
  ])('J-08 refuses %s', async (_what, detail, change) => {
    const { inventory, json } = await filled();
    const bad = edited(json, (document) => Object.assign(document, change));
    expect(await failureOf(inventory.previewImport(bad))).toEqual({ kind: 'input-invalid', detail });
  });

  it('refuses the same record twice', async () => {
    const { inventory, json } = await filled();
    const bad = edited(json, (document) => {
      document['keys'] = [...(document['keys'] as object[]), ...(document['keys'] as object[])];
    });
    expect(await failureOf(inventory.previewImport(bad))).toMatchObject({ detail: 'export-malformed' });
  });

  it('refuses a demo in a real inventory and the reverse', async () => {
    const { inventory, json } = await filled();
    const bad = edited(json, (document) => Object.assign(document, { demo: true }));
    expect(await failureOf(inventory.previewImport(bad))).toEqual({ kind: 'inventory-not-demo' });
    const demo = await open({ file: 'memory', demo: true });
    expect(await failureOf(demo.previewImport(json))).toEqual({ kind: 'inventory-not-demo' });
  });

  it('J-03 refuses a document by its size before reading it', async () => {
    const inventory = await open({ file: 'memory' });
    const huge = ' '.repeat(128 * 1024 * 1024 + 1);
    expect(await failureOf(inventory.previewImport(huge))).toEqual({ kind: 'input-invalid', detail: 'too-large' });
  });
});

describe('strict JSON', () => {
  it.each([
    ['nothing', ''],
    ['cut text', '{"a":1'],
    ['a comment', '{} // x'],
    ['__proto__', '{"__proto__":{"polluted":true}}'],
    ['__proto__ in disguise', '{"\\u005f_proto__":{"polluted":true}}'],
    ['a name twice', '{"a":1,"b":{"a":1},"a":2}'],
    ['a name twice in disguise', '{"a":1,"\\u0061":2}'],
    ['a number beyond all', '[1e999]'],
    ['a string without an end', '{"a":"b'],
    ['a bad escape in a name', '{"\\x":1}'],
    ['depth', '['.repeat(1_000_000)],
    ['depth of objects', '{"a":'.repeat(100)],
    ['many backslashes', `"${'\\"'.repeat(500_000)}`],
  ])('J-06 refuses %s', (_what, text) => {
    const began = performance.now();
    expect(() => parseStrictJson(text)).toThrow('not-json');
    expect(performance.now() - began).toBeLessThan(2_000);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it.each(['{"a":{"a":[{"a":1},{"a":2}]},"b":"{\\"a\\":1,\\"a\\":2}"}', '"__proto__"', '[1e300,-0,"]"]', 'null'])(
    'reads %s',
    (text) => expect(parseStrictJson(text)).toEqual(JSON.parse(text)),
  );
});
