import { type BrowserWindow, MessageChannelMain, type Session } from 'electron';
import { pinContract } from '../../src-shared/ipc/pin-contract.ts';
import { windowEmitters } from '../ipc/ipc-registry.ts';
import type { PinWindowPlatform } from '../ipc/pin-dialogs.ts';
import { fitPinWindow, openPinWindow, sendPinPort } from './pin-window.ts';

export interface PinWindowPlatformOptions {
  readonly session: Session;
  readonly parent: () => BrowserWindow | null;
  readonly dark: () => boolean;
  readonly devTools: boolean;
  readonly log: (line: string) => void;
}

/** Creates PIN windows and message channels with Electron. */
export function createPinWindowPlatform(options: PinWindowPlatformOptions): PinWindowPlatform {
  return {
    open: () => {
      const parent = options.parent();
      if (parent === null) throw new Error('no window to ask in');
      return openPinWindow({ ...options, parent, dark: options.dark() });
    },
    createChannel: () => {
      const { port1, port2 } = new MessageChannelMain();
      return { forHost: port1, forWindow: port2 };
    },
    sendPort: sendPinPort,
    fit: fitPinWindow,
    emitters: (window) => windowEmitters(pinContract, () => window, options.log),
  };
}
