/** The parts of Electron's WebFrameMain, WebContents and IpcMainInvokeEvent that the check reads. */
interface SenderFrame {
  readonly url: string;
}
export interface SenderContents {
  readonly id: number;
  readonly mainFrame: SenderFrame;
  isDestroyed(): boolean;
}
export interface InvokeEvent {
  readonly sender: SenderContents;
  /** Null once the frame has navigated or gone. */
  readonly senderFrame: SenderFrame | null;
}

export const appOrigin = 'app://sparekey';

/**
 * Checks whether a call comes from the main frame of the given window, showing the given page of our own origin (Electron security
 * checklist 17). Subframes, other windows, other pages and vanished frames are not trusted.
 */
export function isTrustedSender(event: InvokeEvent, window: SenderContents | null, pagePath: string): boolean {
  if (window === null || window.isDestroyed() || event.sender.id !== window.id) return false;
  const frame = event.senderFrame;
  if (frame === null || frame !== window.mainFrame) return false;
  return isOwnPage(frame.url, pagePath);
}

/** Checks whether a URL is exactly one of our pages; query and fragment do not matter. */
export function isOwnPage(url: string, pagePath: string): boolean {
  if (!URL.canParse(url)) return false;
  const parsed = new URL(url);
  return (
    parsed.protocol === 'app:' &&
    parsed.host === 'sparekey' &&
    parsed.username === '' &&
    parsed.password === '' &&
    parsed.pathname === pagePath
  );
}
