import type { Translate } from '../../src-shared/i18n/translator.ts';
import { showDone, showHint } from '../stores/notice-store.ts';

/** Copies public text to the clipboard, and says whether that was possible. */
export async function copyText(t: Translate, text: string): Promise<void> {
  if ((await writeClipboard(text)) || copySelection(text)) showDone(t('window.common.copied'));
  else showHint(t('window.common.not-copied'));
}

async function writeClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // the session may refuse the permission: the older way below needs none
  }
}

function copySelection(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  document.body.append(area);
  area.select();
  // oxlint-disable-next-line typescript/no-deprecated -- the only way to copy that needs no permission of the session
  const copied = document.execCommand('copy');
  area.remove();
  return copied;
}
