import type { CatalogueService } from '../../src-shared/domain/catalogue.ts';
import type { Outcome } from '../../src-shared/domain/outcome.ts';
import type { AppStatus, Settings } from '../../src-shared/domain/settings.ts';
import type { AppContract } from '../../src-shared/ipc/contract.ts';
import type { HandlersOf } from '../../src-shared/ipc/define-contract.ts';
import { failed, success } from '../../src-shared/lib/outcome.ts';

export interface AppHandlersOptions {
  readonly status: () => AppStatus;
  readonly setSettings: (settings: Settings) => void;
  /** The catalogue with the person's corrections. */
  readonly services: () => readonly CatalogueService[];
  /** Opens an https address in the system browser after saying its host; see open-external.ts. */
  readonly openExternal: (url: string) => Promise<Outcome<null>>;
  readonly copyDiagnostics: () => Promise<void>;
  readonly showDataFolder: () => void;
  /** Opens the demonstration beside this program. */
  readonly openDemo: () => void;
  /** Opens the print dialog for the window; see print-window.ts. */
  readonly print: () => Promise<Outcome<null>>;
}

/** Answers what a window asks of the program itself. */
export function createAppHandlers(options: AppHandlersOptions): HandlersOf<AppContract>['app'] {
  return {
    status: () => options.status(),
    setSettings: (settings) => {
      options.setSettings(settings);
      return options.status();
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
    print: () => options.print(),
  };
}
