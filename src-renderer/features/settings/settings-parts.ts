import { showView } from '../../stores/navigation-store.ts';

/** Parts of the settings, in their order. */
export const settingsParts = [
  'appearance',
  'notices',
  'data',
  'devices',
  'preferences',
  'protection',
  'backups',
  'corrections',
  'help',
  'erase',
] as const;
export type SettingsPart = (typeof settingsParts)[number];

/** Shows the settings with one part of them at the top, and the focus on its heading. */
export function showSettings(part: SettingsPart): void {
  showView('settings');
  requestAnimationFrame(() => {
    const heading = document.getElementById(`settings-${part}`);
    heading?.scrollIntoView();
    heading?.focus();
  });
}
