import type { Outcome } from '../../src-shared/domain/outcome.ts';
import type { ReportDocument } from '../../src-shared/reports/report-document.ts';
import type { EndpointsAnswer } from '../network/ask-passkey-endpoints.ts';
import type { ChosenFiles } from './inventory-handlers.ts';
import type { Ask } from './question.ts';

/** Actions outside the windows that a page asks for. */
export interface Desktop {
  readonly ask: Ask;
  readonly files: ChosenFiles;
  /** Opens an https address in the system browser after showing its host; refused where no allowed address has that host. */
  openExternal(url: string, allowed: readonly string[]): Promise<Outcome<null>>;
  showInFolder(file: string): void;
  copyText(text: string): Promise<void>;
  /** Opens the print dialog for the main window. */
  print(): Promise<Outcome<null>>;
  /** Opens the settings of Windows where it manages security keys; refused on other systems. */
  openKeySettings(): Promise<Outcome<null>>;
  /** Opens the demonstration beside this program. */
  openDemo(): void;
  /** Writes what it would print as a PDF, where the person says. */
  savePicture(): Promise<Outcome<{ file: string } | null>>;
  makePdf(report: ReportDocument): Promise<Uint8Array>;
  askPasskeyEndpoints(rpId: string): Promise<EndpointsAnswer>;
}
