/** Formats a shortcut, given as Electron writes it, as the keyboards of the system have it: "Ctrl K", on macOS "⌘K". */
export function shortcutText(shortcut: string, platform: string): string {
  const isMac = platform === 'darwin';
  const names = shortcut.split('+').map((name) => (name === 'CommandOrControl' ? (isMac ? '⌘' : 'Ctrl') : name));
  return names.join(isMac ? '' : ' ');
}
