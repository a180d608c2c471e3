import type { AppStatus, Banner, Settings, Locale } from '../../src-shared/domain/settings.ts';

/** Facts that do not change while the program runs. */
export interface AppFacts {
  readonly version: string;
  readonly electron: string;
  readonly platform: string;
  readonly demo: boolean;
  readonly testRuntime: boolean;
  readonly realKeysOnTestRuntime: boolean;
  readonly sandboxOff: boolean;
}

/** Facts that do. */
export interface AppCircumstances {
  readonly settings: Settings;
  readonly locale: Locale;
  readonly dark: boolean;
  readonly keyHostRestarted: boolean;
  readonly dataLocation: string;
  /** Neither keychain nor passphrase protects the inventory. */
  readonly inventoryReadable: boolean;
}

/** Composes what the window must know and show about the program itself. */
export function appStatus(facts: AppFacts, now: AppCircumstances): AppStatus {
  const banners: Banner[] = [];
  if (facts.demo) banners.push('demo');
  if (facts.testRuntime) banners.push(facts.realKeysOnTestRuntime ? 'test-runtime-real-keys' : 'test-runtime');
  if (facts.sandboxOff) banners.push('sandbox-off');
  if (now.keyHostRestarted) banners.push('key-host-restarted');
  if (now.inventoryReadable) banners.push('inventory-readable');
  return {
    version: facts.version,
    electron: facts.electron,
    platform: facts.platform,
    locale: now.locale,
    dark: now.dark,
    settings: now.settings,
    banners,
    demo: facts.demo,
    dataLocation: now.dataLocation,
  };
}
