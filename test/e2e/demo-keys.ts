import type { Page } from 'playwright-core';
import type { KeyRole } from '../../src-shared/domain/inventory-key.ts';
import type { Translate } from '../../src-shared/i18n/translator.ts';
import { eventually, pinWindow, pressToClose, type Running } from './harness.ts';

/** The PIN of the simulated keys that have one. */
export const demoPin = '123456';

/** Two simulated keys of one model; their serial numbers tell them apart. */
export const blueSerial = '14207311';
export const redSerial = '14207318';

/** Waits until the simulated key with this serial number is there, and returns its handle. */
export async function handleOf({ window }: Running, serial: string): Promise<string> {
  return eventually(async () => {
    const keys = await window.evaluate(() => globalThis.window.sparekey.keys.list());
    return keys.find((key) => key.facts?.vendorSerial === serial)?.handle ?? null;
  });
}

/** Opens a PIN window with `open`, types the PIN of the simulated keys there and sends it; ends when the window is gone. */
export async function typeDemoPin(running: Running, t: Translate, open: () => Promise<unknown>): Promise<void> {
  const page = await pinWindow(running, open);
  await page.getByLabel(t('pin.field.pin'), { exact: true }).fill(demoPin);
  await pressToClose(page, t('pin.action.unlock'));
}

/** Unlocks and reads the key with this handle. */
export async function unlock(running: Running, t: Translate, handle: string): Promise<void> {
  await typeDemoPin(running, t, () =>
    running.window.evaluate((key) => void globalThis.window.sparekey.keys.unlock({ handle: key }), handle),
  );
}

export interface KeyRecord {
  readonly label: string;
  readonly role?: KeyRole;
  readonly carriedOn?: string;
}

/** Reads the simulated key with this serial number, records what it is, locks it again, and returns its id in the inventory. */
export async function readKey(running: Running, t: Translate, serial: string, record: KeyRecord): Promise<string> {
  const { window } = running;
  const handle = await handleOf(running, serial);
  await unlock(running, t, handle);
  const keyId = await eventually(async () => {
    const keys = await window.evaluate(() => globalThis.window.sparekey.keys.list());
    return keys.find((key) => key.handle === handle)?.remembered?.keyId ?? null;
  });
  const nothingElse = { role: null, owner: null, place: null, carriedOn: null };
  const edit = { ...nothingElse, ...record, keyId };
  await window.evaluate((input) => globalThis.window.sparekey.inventory.editKey(input), edit);
  await window.evaluate((key) => globalThis.window.sparekey.keys.lock({ handle: key }), handle);
  return keyId;
}

/** Waits until both keys are recognised, and the inventory knows that they are plugged in: it then rests. */
export async function bothRecognised(window: Page): Promise<void> {
  await eventually(async () => {
    const keys = await window.evaluate(() => globalThis.window.sparekey.keys.list());
    return keys.filter((key) => key.remembered !== null).length === 2 ? true : null;
  });
}
