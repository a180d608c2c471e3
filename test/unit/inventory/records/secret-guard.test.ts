import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { failureOf, listing, must, open, passkey, pluggedKey, temporaryFile } from '../inventory-fixture.ts';

const refused = { kind: 'input-invalid', detail: 'looks-like-code' };
const phone = { kind: 'phone', label: 'Phone', owner: null, place: null, carriedOn: null, simIn: null } as const;
const secret = 'the PIN is 493821';
const other = 'recovery code = 99887766';

describe('texts that look like secrets', () => {
  it('are refused whatever would record them, and nothing of it is recorded', async () => {
    const inventory = await open({ file: 'memory' });
    const { keyId } = await must(inventory.recordListing(pluggedKey({ vendorSerial: '1' }), listing([])));
    const spare = await must(inventory.recordListing(pluggedKey({ vendorSerial: '2' }), listing([])));
    const session = await must(inventory.startBackupSession({ primaryKeyId: keyId, spareKeyId: spare.keyId }));
    const before = await must(inventory.snapshot());
    const correction = { serviceId: 'github', fields: { multipleKeys: true }, base: null, source: secret };
    for (const outcome of [
      inventory.editKey(keyId, { label: secret }),
      inventory.addDevice({ ...phone, note: secret }),
      inventory.recordLoss({ keyIds: [keyId], otherWayIds: [], items: [], note: secret }),
      inventory.setBackupItem(session.id, 'account', { state: 'skipped', reason: secret }),
      inventory.saveCorrection(correction),
      inventory.setPolicy({ name: secret, text: 'sparekey-policy: 1' }),
      inventory.setPreferences({ ...before.preferences, importMapping: { columns: { [secret]: null }, services: {} } }),
    ]) {
      expect(await failureOf(outcome)).toEqual(refused);
    }
    expect(await must(inventory.snapshot())).toEqual(before);
  });

  it('are recorded once the person says that they are none: those that were refused last, and no others', async () => {
    const inventory = await open({ file: 'memory' });
    expect(await failureOf(inventory.addDevice({ ...phone, note: secret }))).toEqual(refused);
    inventory.sayNoSecret('refused');
    expect(await failureOf(inventory.addDevice({ ...phone, note: other }))).toEqual(refused);
    await must(inventory.addDevice({ ...phone, note: secret }));
    inventory.sayNoSecret([other]);
    await must(inventory.addDevice({ ...phone, label: 'Other', note: other }));
    expect(await failureOf(inventory.addDevice({ ...phone, label: 'Third', note: 'PIN: 4711' }))).toEqual(refused);
    inventory.sayNoSecret('all');
    await must(inventory.addDevice({ ...phone, label: 'Third', note: 'PIN: 4711' }));
  });

  it('that stand in the inventory are not asked about again, after another start neither, and nothing else is kept of it', async () => {
    const file = temporaryFile();
    const first = await open({ file });
    first.sayNoSecret('all');
    const { id } = await must(first.addDevice({ ...phone, note: secret }));
    await first.close();
    const again = await open({ file });
    await must(again.editDevice(id, { place: 'Safe' }));
    await must(again.addDevice({ ...phone, label: 'Other', note: secret }));
    expect(await failureOf(again.editDevice(id, { note: other }))).toEqual(refused);
    await again.close();
    expect(readFileSync(file, 'latin1')).not.toContain('493821');
  });

  it('in a document of another inventory are refused before anything is shown', async () => {
    const theirs = await open({ file: 'memory' });
    theirs.sayNoSecret('all');
    await must(theirs.addDevice({ ...phone, note: secret }));
    const document = await must(theirs.exportJson());
    const ours = await open({ file: 'memory' });
    expect(await failureOf(ours.previewImport(document))).toEqual(refused);
    ours.sayNoSecret('refused');
    const { token } = await must(ours.previewImport(document));
    await must(ours.applyImport(token));
    expect((await must(ours.snapshot())).devices).toMatchObject([{ note: secret }]);
  });

  it('that a key shows are no words of the person: its listing is recorded', async () => {
    const inventory = await open({ file: 'memory' });
    const product = 'Key, PIN 493821';
    await must(
      inventory.recordListing(
        pluggedKey({ vendorSerial: '1' }, { product }),
        listing([passkey('a', 'example.com', { userName: secret })]),
      ),
    );
    expect((await must(inventory.snapshot())).enrolments).toMatchObject([{ userName: secret }]);
  });
});
