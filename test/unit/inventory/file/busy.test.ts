import { describe, expect, it, onTestFinished } from 'vitest';
import { openSqlite } from '../../../../src-main/inventory/file/sqlite-engine.ts';
import { failureOf, listing, must, open, passkey, pluggedKey, temporaryFile } from '../inventory-fixture.ts';

const key = pluggedKey({ vendorSerial: '1' });

/** Starts a transaction in another connection; returns a function that ends it. */
function holding(file: string, mode: 'immediate' | 'exclusive'): () => void {
  const other = openSqlite(file, false);
  other.prepare(`begin ${mode}`).run();
  let isHeld = true;
  const end = (): void => {
    if (!isHeld) return;
    isHeld = false;
    other.prepare('rollback').run();
    other.close();
  };
  onTestFinished(end);
  return end;
}

async function filled(): Promise<string> {
  const file = temporaryFile();
  const inventory = await open({ file });
  await must(inventory.recordListing(key, listing([passkey('alice')])));
  await inventory.close();
  return file;
}

describe('a file that another program writes', () => {
  it('G-02 is waited for, and the change is made when it is free', async () => {
    const file = await filled();
    const inventory = await open({ file });
    const end = holding(file, 'immediate');
    const change = inventory.recordListing(key, listing([passkey('bob')]));
    // The event loop goes on meanwhile: a window stays alive.
    await new Promise((resolve) => setTimeout(resolve, 50));
    end();
    await must(change);
    const { enrolments } = await must(inventory.snapshot());
    expect(enrolments.map(({ userName }) => userName)).toContain('bob');
  });

  it('G-02 is read while a transaction is open in it, and not while it is being replaced', async () => {
    const file = await filled();
    const inventory = await open({ file, patience: 100 });
    const end = holding(file, 'immediate');
    expect((await must(inventory.snapshot())).enrolments).toHaveLength(1);
    end();
    const free = holding(file, 'exclusive');
    expect(await failureOf(inventory.snapshot())).toEqual({ kind: 'inventory-locked' });
    free();
    expect((await must(inventory.snapshot())).enrolments).toHaveLength(1);
  });

  it('G-02 is said to be in use after the patience of the caller', async () => {
    const file = await filled();
    const inventory = await open({ file, patience: 100 });
    holding(file, 'immediate');
    expect(await failureOf(inventory.recordListing(key, listing([])))).toEqual({ kind: 'inventory-locked' });
    expect(await failureOf(inventory.startFromScratch())).toEqual({ kind: 'inventory-locked' });
  });
});
