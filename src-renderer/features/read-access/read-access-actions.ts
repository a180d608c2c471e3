import type { KeyHandle } from '../../../src-shared/domain/plugged-key.ts';
import type { Translate } from '../../../src-shared/i18n/translator.ts';
import { api } from '../../api.ts';
import { showDone } from '../../stores/notice-store.ts';
import { run } from '../../stores/run.ts';

/** Opens the PIN window, and keeps read access to a key with the PIN that is typed there. */
export async function keepReadAccess(t: Translate, handle: KeyHandle): Promise<void> {
  if ((await run(api().readAccess.keep({ handle }), handle)) !== undefined) showDone(t('window.read-access.done'));
}

/** Forgets the read access to a remembered key. */
export async function forgetReadAccess(t: Translate, keyId: string): Promise<void> {
  if ((await run(api().readAccess.forget({ keyId }))) !== undefined) showDone(t('window.read-access.forgotten'));
}

/** Reads a key without its PIN. */
export async function recheckKey(t: Translate, handle: KeyHandle): Promise<void> {
  const read = await run(api().readAccess.recheck({ handle }), handle);
  if (read !== undefined) showDone(t(read.unchanged ? 'window.read-access.unchanged' : 'window.read-access.read'));
}
