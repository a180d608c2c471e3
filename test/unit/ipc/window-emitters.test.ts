import type { BrowserWindow } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { event } from '../../../src-shared/ipc/define-contract.ts';

vi.mock('electron', () => ({ ipcMain: {} }));
const { windowEmitters } = await import('../../../src-main/ipc/ipc-registry.ts');

const contract = { keys: { changed: event(z.strictObject({ count: z.number() })) } } as const;

function windowOf(destroyed: boolean): { readonly window: BrowserWindow; readonly sent: unknown[] } {
  const sent: unknown[] = [];
  const stand = {
    isDestroyed: () => destroyed,
    webContents: { send: (channel: string, payload: unknown) => void sent.push([channel, payload]) },
  };
  return { window: stand as unknown as BrowserWindow, sent };
}

describe('events to a window', () => {
  it('K-12 for one that is gone, or not there yet, are dropped', () => {
    const { window, sent } = windowOf(true);
    const log = vi.fn();
    windowEmitters(contract, () => window, log).keys.changed({ count: 1 });
    windowEmitters(contract, () => null, log).keys.changed({ count: 1 });
    expect(sent).toEqual([]);
    expect(log).not.toHaveBeenCalled();
  });

  it('are sent on the leaf’s channel, and never with a payload that does not fit', () => {
    const { window, sent } = windowOf(false);
    const log = vi.fn();
    const emit = windowEmitters(contract, () => window, log);
    emit.keys.changed({ count: 1 });
    emit.keys.changed({ count: Number.NaN });
    expect(sent).toEqual([['sparekey:keys.changed', { count: 1 }]]);
    expect(log).toHaveBeenCalledOnce();
  });
});
