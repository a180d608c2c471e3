import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { listing, failureOf, must, open, passkey, pluggedKey, temporaryFile } from '../inventory-fixture.ts';

vi.setConfig({ testTimeout: 60_000 });

const key = pluggedKey({ vendorSerial: '1' });
const alice = passkey('alice');
const bob = passkey('bob');
const later = '2026-02-01T00:00:00.000Z';
const node = path.resolve('node_modules/.bin/node');
const keychainModule = path.resolve('src-main/keychain/keychain.ts');
const module = path.resolve('src-main/inventory/open-inventory.ts');

async function withTwoPasskeys(file = temporaryFile()) {
  const inventory = await open({ file });
  const { keyId } = await must(inventory.recordListing(key, listing([alice, bob])));
  return { file, inventory, keyId };
}

/** Starts an operation in another process, which is killed before it can report how it ended. */
function beginAndDie(file: string, entry: object): void {
  const program = `
    import { openInventory } from ${JSON.stringify(module)};
    import { noKeychain } from ${JSON.stringify(keychainModule)};
    const [file, entry] = process.argv.slice(1);
    const inventory = await openInventory({ file, keychain: noKeychain });
    const begun = await inventory.journalBegin(JSON.parse(entry));
    if (!begun.ok) process.exit(1);
    process.kill(process.pid, 'SIGKILL');`;
  const died = spawnSync(node, ['--input-type=module', '-e', program, '--', file, JSON.stringify(entry)]);
  expect(died.signal).toBe('SIGKILL');
}

describe('the operation journal', () => {
  it('notes a deletion that was done', async () => {
    const { inventory, keyId } = await withTwoPasskeys();
    const { credentialId } = alice;
    const { id } = await must(inventory.journalBegin({ keyId, operation: 'delete-passkey', credentialId }));
    await must(inventory.journalEnd(id, 'done'));
    const { enrolments, activity, keys } = await must(inventory.snapshot());
    expect(enrolments).toMatchObject([{ vanishedBy: 'deleted' }, { vanishedBy: null }]);
    expect(activity[0]).toMatchObject({ kind: 'passkey-deleted', details: { rpId: 'example.com', userName: 'alice' } });
    expect(keys[0]?.needsReread).toBe(false);
    // The listing that follows says the same and adds no second line.
    await must(inventory.recordListing(key, listing([bob], later)));
    const after = await must(inventory.snapshot());
    expect(after.enrolments).toMatchObject([{ vanishedBy: 'deleted' }, { vanishedBy: null }]);
    expect(after.activity.filter(({ kind }) => kind === 'passkey-vanished')).toEqual([]);
  });

  it('calls a passkey deleted although the listing was stored first', async () => {
    const { inventory, keyId } = await withTwoPasskeys();
    const { credentialId } = alice;
    const { id } = await must(inventory.journalBegin({ keyId, operation: 'delete-passkey', credentialId }));
    await must(inventory.recordListing(key, listing([bob], later)));
    await must(inventory.journalEnd(id, 'done'));
    expect((await must(inventory.snapshot())).enrolments[0]).toMatchObject({
      vanishedBy: 'deleted',
      vanishedAt: later,
    });
  });

  it('notes a renaming, a PIN set and a PIN changed', async () => {
    const { inventory, keyId } = await withTwoPasskeys();
    const { credentialId } = alice;
    const rename = await must(inventory.journalBegin({ keyId, operation: 'rename-passkey', credentialId }));
    await must(inventory.journalEnd(rename.id, 'done', { userName: 'Alice', userDisplayName: 'A. Liddell' }));
    for (const operation of ['set-pin', 'change-pin'] as const) {
      const { id } = await must(inventory.journalBegin({ keyId, operation, credentialId: null }));
      await must(inventory.journalEnd(id, 'done'));
    }
    const { enrolments, activity } = await must(inventory.snapshot());
    expect(enrolments[0]).toMatchObject({ userName: 'Alice', userDisplayName: 'A. Liddell' });
    expect(activity.slice(0, 3).map(({ kind }) => kind)).toEqual(['pin-changed', 'pin-set', 'passkey-renamed']);
  });

  it('leaves no trace of what was not done', async () => {
    const { inventory, keyId } = await withTwoPasskeys();
    const before = await must(inventory.snapshot());
    const { credentialId } = alice;
    const { id } = await must(inventory.journalBegin({ keyId, operation: 'delete-passkey', credentialId }));
    await must(inventory.journalEnd(id, 'not-done'));
    expect(await must(inventory.snapshot())).toEqual({ ...before, revision: before.revision + 2 });
  });

  it('an unknown outcome asks for a reading, which settles it', async () => {
    const { inventory, keyId } = await withTwoPasskeys();
    const { credentialId } = alice;
    const { id } = await must(inventory.journalBegin({ keyId, operation: 'delete-passkey', credentialId }));
    await must(inventory.journalEnd(id, 'unknown'));
    const unsure = await must(inventory.snapshot());
    expect(unsure.keys[0]?.needsReread).toBe(true);
    expect(unsure.activity[0]).toMatchObject({
      kind: 'outcome-unknown',
      details: { operation: 'delete-passkey', rpId: 'example.com', userName: 'alice' },
    });
    await must(inventory.recordListing(key, listing([bob], later, { complete: false })));
    expect((await must(inventory.snapshot())).keys[0]?.needsReread).toBe(true);
    await must(inventory.recordListing(key, listing([bob], later)));
    const settled = await must(inventory.snapshot());
    expect(settled.keys[0]?.needsReread).toBe(false);
    // It was sent and the passkey is gone: it did happen.
    expect(settled.enrolments[0]).toMatchObject({ vanishedBy: 'deleted' });
    expect(settled.activity.some(({ kind }) => kind === 'passkey-deleted')).toBe(true);
  });

  it('an end that comes late takes the doubt away, but not that of another operation', async () => {
    const { inventory, keyId } = await withTwoPasskeys();
    const begin = () => inventory.journalBegin({ keyId, operation: 'set-pin', credentialId: null });
    const [one, two] = [await must(begin()), await must(begin())];
    await must(inventory.journalEnd(one.id, 'unknown'));
    await must(inventory.journalEnd(two.id, 'unknown'));
    await must(inventory.journalEnd(one.id, 'done'));
    expect((await must(inventory.snapshot())).keys[0]?.needsReread).toBe(true);
    await must(inventory.journalEnd(two.id, 'not-done'));
    expect((await must(inventory.snapshot())).keys[0]?.needsReread).toBe(false);
    // Settled or unknown entries: no effect.
    await must(inventory.journalEnd(one.id, 'done'));
  });

  it('I-28 an operation whose process died asks for a reading at the next start', async () => {
    const { file, inventory, keyId } = await withTwoPasskeys();
    await inventory.close();
    beginAndDie(file, { keyId, operation: 'delete-passkey', credentialId: alice.credentialId });
    const again = await open({ file });
    const { keys, activity } = await must(again.snapshot());
    expect(keys[0]?.needsReread).toBe(true);
    expect(activity[0]?.kind).toBe('outcome-unknown');
    await must(again.recordListing(key, listing([alice, bob], later)));
    const settled = await must(again.snapshot());
    expect(settled.keys[0]?.needsReread).toBe(false);
    expect(settled.enrolments[0]?.vanishedAt).toBeNull();
  });

  it('I-28 finds it also while the window stays open and a command line dies', async () => {
    const { file, inventory, keyId } = await withTwoPasskeys();
    beginAndDie(file, { keyId, operation: 'set-pin', credentialId: null });
    expect((await must(inventory.snapshot())).keys[0]?.needsReread).toBe(true);
  });

  it('I-28 an inventory closed in the middle of an operation counts as a dead process', async () => {
    const { file, inventory, keyId } = await withTwoPasskeys();
    await must(inventory.journalBegin({ keyId, operation: 'change-pin', credentialId: null }));
    const other = await open({ file });
    expect((await must(other.snapshot())).keys[0]?.needsReread).toBe(false);
    await inventory.close();
    expect((await must(other.snapshot())).keys[0]?.needsReread).toBe(true);
  });

  it('knows only keys that are there', async () => {
    const { inventory } = await withTwoPasskeys();
    const entry = { keyId: 'nobody', operation: 'set-pin', credentialId: null } as const;
    expect(await failureOf(inventory.journalBegin(entry))).toEqual({ kind: 'input-invalid', detail: 'no-such-key' });
  });
});

describe('a deletion on a key without a record', () => {
  it('is told in the history and makes no record of the key', async () => {
    const inventory = await open({ file: 'memory' });
    await must(inventory.noteDeletion({ keyLabel: 'Nitrokey 3', rpId: 'example.com', userName: 'alice' }));
    expect(await must(inventory.snapshot())).toMatchObject({
      keys: [],
      enrolments: [],
      activity: [
        {
          kind: 'passkey-deleted',
          keyId: null,
          keyLabel: 'Nitrokey 3',
          details: { rpId: 'example.com', userName: 'alice' },
        },
      ],
    });
  });
});
