/** Views that the menu shows, in the order of their shortcuts: Ctrl+1 is the first. */
export const menuViews = ['coverage', 'backup', 'loss', 'keys', 'check', 'activity', 'policy', 'settings'] as const;

export type MenuView = (typeof menuViews)[number];

/** Other requests of the menu to the window, and of the list of everything. */
export const plainCommands = [
  'palette',
  'find',
  'import',
  'export',
  'print',
  'save-picture',
  'guide',
  'shortcuts',
  'about',
] as const;

/** Requests of the menu to the window. A name of a view: show it. */
export const appCommands = [...menuViews, ...plainCommands] as const;
export type AppCommand = (typeof appCommands)[number];

/** Shortcut of each request, as Electron writes it; on macOS Command stands for Ctrl. Null: none. */
export const commandShortcuts: Readonly<Record<AppCommand, string | null>> = {
  coverage: 'CommandOrControl+1',
  backup: 'CommandOrControl+2',
  loss: 'CommandOrControl+3',
  keys: 'CommandOrControl+4',
  check: 'CommandOrControl+5',
  activity: 'CommandOrControl+6',
  policy: 'CommandOrControl+7',
  settings: 'CommandOrControl+8',
  palette: 'CommandOrControl+K',
  find: 'CommandOrControl+F',
  import: null,
  export: 'CommandOrControl+E',
  print: 'CommandOrControl+P',
  'save-picture': null,
  guide: 'F1',
  shortcuts: 'CommandOrControl+/',
  about: null,
};
