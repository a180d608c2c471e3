import { app, nativeTheme } from 'electron';
import type { Locale } from '../../src-shared/domain/settings.ts';
import { localeOf } from '../../src-shared/i18n/locale-of.ts';
import type { Appearance } from '../ipc/current-status.ts';
import { readSettings, writeSettings } from './settings-file.ts';

/** Reads the settings and applies the theme; `onSystemChange` is called when the system switches between light and dark. */
export function createAppearance(settingsFile: string, onSystemChange: () => void): Appearance {
  let settings = readSettings(settingsFile);
  nativeTheme.themeSource = settings.theme;
  nativeTheme.on('updated', onSystemChange);
  const locale = (): Locale => (settings.language === 'system' ? localeOf(app.getLocale()) : settings.language);
  return {
    settings: () => settings,
    setSettings: (next) => {
      writeSettings(settingsFile, next);
      settings = next;
      nativeTheme.themeSource = next.theme;
    },
    locale,
    dark: () => nativeTheme.shouldUseDarkColors,
  };
}
