import { describe, expect, it } from 'vitest';
import { appStatus, type AppFacts } from '../../../src-main/ipc/app-status.ts';

describe('what the window says at the top', () => {
  const facts: AppFacts = {
    version: '0.1.0',
    electron: '33.2.1',
    platform: 'linux',
    demo: false,
    testRuntime: false,
    realKeysOnTestRuntime: false,
    sandboxOff: false,
  };
  const now = {
    settings: { language: 'system', theme: 'system', notices: true, tray: false },
    locale: 'en',
    dark: false,
    keyHostRestarted: false,
    dataLocation: '/data',
    inventoryReadable: false,
  } as const;

  it('nothing where all is well', () => {
    expect(appStatus(facts, now).banners).toEqual([]);
  });

  it('each thing that is not as it should be', () => {
    const every = { ...facts, demo: true, testRuntime: true, sandboxOff: true };
    expect(appStatus(every, { ...now, keyHostRestarted: true, inventoryReadable: true }).banners).toEqual([
      'demo',
      'test-runtime',
      'sandbox-off',
      'key-host-restarted',
      'inventory-readable',
    ]);
    expect(appStatus({ ...facts, testRuntime: true, realKeysOnTestRuntime: true }, now).banners).toEqual([
      'test-runtime-real-keys',
    ]);
  });
});
