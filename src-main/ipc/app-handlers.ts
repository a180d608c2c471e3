import type { CatalogueService } from '../../src-shared/domain/catalogue.ts';
import type { LastPicture } from '../../src-shared/domain/last-picture.ts';
import type { Licence } from '../../src-shared/domain/licence.ts';
import type { Outcome } from '../../src-shared/domain/outcome.ts';
import type { AppStatus, Settings } from '../../src-shared/domain/settings.ts';
import type { AppContract } from '../../src-shared/ipc/contract.ts';
import type { HandlersOf } from '../../src-shared/ipc/define-contract.ts';
import { failed, success } from '../../src-shared/lib/outcome.ts';

export interface AppHandlersOptions {
  readonly status: () => AppStatus;
  readonly lastPicture: () => LastPicture | null;
  readonly setSettings: (settings: Settings) => void;
  /** The catalogue with the person's corrections. */
  readonly services: () => readonly CatalogueService[];
  /** Opens an https address in the system browser after saying its host; see open-external.ts. */
  readonly openExternal: (url: string) => Promise<Outcome<null>>;
  readonly copyDiagnostics: () => Promise<void>;
  /** Versions of the programs below ours. */
  readonly versions: () => Readonly<Record<string, string>>;
  readonly licences: () => Promise<readonly Licence[]>;
  readonly showDataFolder: () => void;
  /** Opens the demonstration beside this program. */
  readonly openDemo: () => void;
  /** Opens the settings of Windows where it manages security keys. */
  readonly openKeySettings: () => Promise<Outcome<null>>;
  /** Opens the print dialog for the window; see print-window.ts. */
  readonly print: () => Promise<Outcome<null>>;
  readonly savePicture: () => Promise<Outcome<{ file: string } | null>>;
}

/** Answers what a window asks of the program itself. */
export function createAppHandlers(options: AppHandlersOptions): HandlersOf<AppContract>['app'] {
  return {
    status: () => options.status(),
    lastPicture: () => options.lastPicture(),
    setSettings: ({ language, theme, notices, tray }) => {
      const { settings } = options.status();
      options.setSettings({
        language: language ?? settings.language,
        theme: theme ?? settings.theme,
        notices: notices ?? settings.notices,
        tray: tray ?? settings.tray,
      });
      return options.status();
    },
    about: async () => {
      const { version, electron } = options.status();
      const versions = { Sparekey: version, Electron: electron, ...options.versions() };
      return {
        versions: Object.entries(versions).map(([name, value]) => ({ name, version: value })),
        licences: [...(await options.licences())],
      };
    },
    copyDiagnostics: async () => {
      await options.copyDiagnostics();
      return null;
    },
    openServicePage: async ({ serviceId }) => {
      const service = options.services().find(({ id }) => id === serviceId);
      if (service === undefined) return failed({ kind: 'input-invalid', detail: 'no such service' });
      return options.openExternal(service.addKeyUrl);
    },
    showDataFolder: () => {
      options.showDataFolder();
      return null;
    },
    openDemo: () => {
      options.openDemo();
      return success(null);
    },
    openKeySettings: () => options.openKeySettings(),
    print: () => options.print(),
    savePicture: () => options.savePicture(),
  };
}
