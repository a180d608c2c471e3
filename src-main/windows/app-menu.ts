import { Menu, type WebContents } from 'electron';
import type { Translate } from '../../src-shared/i18n/translator.ts';
import { editItems, type MenuOptions, menuTemplate } from './menu-template.ts';

/** Sets the menu of the program. */
export function setAppMenu(options: MenuOptions): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(options)));
}

/** Shows, where a text field or a selected text is pressed with the second mouse button, what can be done with its text. */
export function showTextMenus(contents: WebContents, translate: () => Translate): void {
  contents.on('context-menu', (_event, { isEditable, selectionText, editFlags }) => {
    if (!isEditable && selectionText === '') return;
    const possible: Readonly<Record<string, boolean>> = {
      undo: editFlags.canUndo,
      redo: editFlags.canRedo,
      cut: editFlags.canCut,
      copy: editFlags.canCopy,
      paste: editFlags.canPaste,
      selectAll: editFlags.canSelectAll,
    };
    const items = editItems(translate())
      .filter(({ role }) => isEditable || role === 'copy')
      .map((one) => ({ ...one, enabled: possible[one.role ?? ''] ?? true }));
    Menu.buildFromTemplate(items).popup();
  });
}
