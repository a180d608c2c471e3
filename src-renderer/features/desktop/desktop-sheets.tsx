import { ExportDialog } from '../reports/export-dialog.tsx';
import { AboutDialog } from './about-dialog.tsx';
import { closeSheet, useSheet } from './desktop-store.ts';
import { GuideDialog } from './guide-dialog.tsx';
import { Palette } from './palette.tsx';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';
import { useCommands } from './use-commands.ts';

const everyReport = ['coverage', 'inventory'] as const;

/** Renders what the menu and the shortcuts of the program open, over whatever view is shown. */
export function DesktopSheets() {
  useCommands();
  switch (useSheet()) {
    case null:
      return null;
    case 'palette':
      return <Palette />;
    case 'guide':
      return <GuideDialog />;
    case 'shortcuts':
      return <ShortcutsDialog />;
    case 'about':
      return <AboutDialog />;
    case 'export':
      return <ExportDialog start={{ kinds: everyReport }} onClose={closeSheet} />;
  }
}
