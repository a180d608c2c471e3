import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeDemoDocument } from '../../../src-main/demo/make-demo-document.ts';
import { datedFrom, openDemoInventory } from '../../../src-main/demo/open-demo-inventory.ts';

let document: string;
const folder = mkdtempSync(join(tmpdir(), 'sparekey-demo-'));

beforeAll(async () => {
  document = await makeDemoDocument('en');
  writeFileSync(join(folder, 'inventory-en.json'), document);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the inventory of the demonstration', () => {
  it('is the same text at every build', async () => {
    expect(await makeDemoDocument('en')).toBe(document);
  });

  it('opens with every record of the build, under its id and dated from now', async () => {
    const inventory = await openDemoInventory({ folder: pathToFileURL(`${folder}/`), locale: 'en' });
    const snapshot = await inventory.snapshot();
    if (!snapshot.ok) throw new Error(snapshot.failure.kind);
    const { keys, enrolments, activity } = snapshot.value;
    expect(keys.map(({ label }) => label)).toEqual(['Blue key ring', 'Desk drawer', 'Office key', 'Old YubiKey']);
    expect(keys[0]?.lastRead).toBe(new Date().toISOString());
    expect(keys[0]?.firstSeen).toBe(new Date(Date.now() - 520 * 24 * 60 * 60 * 1000).toISOString());
    const made = JSON.parse(document) as Record<'keys' | 'enrolments' | 'activity', { id: string }[]>;
    const ids = (records: readonly { readonly id: string }[]) => records.map(({ id }) => id);
    expect(ids(keys)).toEqual(ids(made.keys));
    expect(ids(enrolments)).toEqual(ids(made.enrolments));
    expect(ids(activity).toReversed()).toEqual(ids(made.activity));
    const exported = await inventory.exportJson();
    expect(exported.ok && JSON.parse(exported.value)).toEqual(JSON.parse(datedFrom(document, Date.now())));
    await inventory.close();
  });

  it('gives a new record an id that no other process gives', async () => {
    const added = [];
    for (let round = 0; round < 2; round += 1) {
      const inventory = await openDemoInventory({ folder: pathToFileURL(`${folder}/`), locale: 'en' });
      const phone = {
        kind: 'phone',
        label: 'Phone',
        owner: null,
        place: null,
        carriedOn: null,
        simIn: null,
        note: null,
      };
      added.push(await inventory.addDevice({ ...phone, kind: 'phone' }));
      await inventory.close();
    }
    const ids = added.map((outcome) => (outcome.ok ? outcome.value.id : outcome.failure.kind));
    expect(ids[0]).toMatch(/^[0-9a-f]{20}$/);
    expect(ids[1]).not.toBe(ids[0]);
    expect(document).not.toContain(ids[0]);
  });

  it('starts empty in a file of the person’s own', async () => {
    const inventory = await openDemoInventory({
      folder: pathToFileURL(`${folder}/`),
      locale: 'en',
      file: join(folder, 'own.sparekey'),
    });
    const snapshot = await inventory.snapshot();
    expect(snapshot).toMatchObject({ ok: true, value: { demo: true, keys: [] } });
    await inventory.close();
  });
});

describe('datedFrom', () => {
  it('moves every date by the age of the export, and nothing else', () => {
    const text = '{"exportedAt": "2026-01-01T00:00:00.000Z", "at": "2025-12-31T23:00:00.000Z", "name": "2025-12-31"}';
    expect(datedFrom(text, Date.parse('2026-01-03T00:00:00.000Z'))).toBe(
      '{"exportedAt": "2026-01-03T00:00:00.000Z", "at": "2026-01-02T23:00:00.000Z", "name": "2025-12-31"}',
    );
  });
});
