import type { Translate } from '../../../src-shared/i18n/translator.ts';
import { api } from '../../api.ts';
import { readingArrived } from '../../stores/keys-store.ts';
import { showDone, showFailure } from '../../stores/notice-store.ts';
import { run } from '../../stores/run.ts';

/** Opens the PIN window for a key, reads its passkeys and keeps what was read. */
export async function unlockKey(handle: string): Promise<void> {
  const reading = await run(api().keys.unlock({ handle }), handle);
  if (reading !== undefined) readingArrived(handle, reading);
}

/** Reads a key again that is still unlocked. */
export async function readKey(handle: string): Promise<void> {
  const reading = await run(api().keys.listPasskeys({ handle }), handle);
  if (reading !== undefined) readingArrived(handle, reading);
}

/** Opens the PIN window for a first PIN, and keeps what was read with it. */
export async function setFirstPin(t: Translate, handle: string): Promise<void> {
  const set = await run(api().keys.setPin({ handle }), handle);
  if (set === undefined) return;
  showDone(t('window.pin.done-set'));
  const { reading } = set;
  if (reading === null) return;
  if (reading.ok) readingArrived(handle, reading.value);
  else if (reading.failure.kind !== 'cancelled') showFailure(reading.failure, handle);
}

/** Opens the PIN window that changes the PIN of a key. */
export async function changePin(t: Translate, handle: string): Promise<void> {
  if ((await run(api().keys.changePin({ handle }), handle)) !== undefined) showDone(t('window.pin.done-changed'));
}

/** Blinks a key; where nothing was seen to blink the person can ask for a touch instead. */
export async function identifyKey(t: Translate, handle: string, byTouch = false): Promise<void> {
  const done = await run(api().keys.identify({ handle, byTouch }), handle);
  if (done === undefined) return;
  const askForTouch = { label: t('window.key.not-seen'), onPress: () => void identifyKey(t, handle, true) };
  showDone(t(`window.key.identified.${done.by}`), done.by === 'wink' ? askForTouch : null);
}
