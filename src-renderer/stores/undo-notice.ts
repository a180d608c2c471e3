import type { Translate } from '../../src-shared/i18n/translator.ts';
import { showDone } from './notice-store.ts';

/** Shows what was done, with a button that takes it back. `undo` gives false where it could not be taken back. */
export function showUndoable(t: Translate, text: string, undo: () => Promise<boolean>): void {
  const takeBack = async (): Promise<void> => {
    if (await undo()) showDone(t('undo.done'));
  };
  showDone(text, { label: t('undo'), onPress: () => void takeBack() });
}
