import type { AppContract } from './contract.ts';
import type { LeafTypesOf } from './define-contract.ts';
import type { PinContract } from './pin-contract.ts';

// The preloads know the shape of their contract but not its schemas: a sandboxed preload is one small file, and inputs are
// parsed in the main process. The compiler refuses a list that differs from the contract in either direction.

export const contractLeaves = {
  app: {
    status: 'request',
    statusChanged: 'event',
    setSettings: 'request',
    copyDiagnostics: 'request',
    openServicePage: 'request',
    showDataFolder: 'request',
  },
  catalogue: { services: 'request' },
  keys: {
    list: 'request',
    changed: 'event',
    progress: 'event',
    unlock: 'request',
    read: 'request',
    assign: 'request',
    remember: 'request',
    lock: 'request',
    prepareDelete: 'request',
    confirmDelete: 'request',
    rename: 'request',
    setPin: 'request',
    changePin: 'request',
    identify: 'request',
    cancel: 'request',
  },
  inventory: {
    status: 'request',
    snapshot: 'request',
    changed: 'event',
    statusChanged: 'event',
    editKey: 'request',
    forgetKey: 'request',
    addTold: 'request',
    removeTold: 'request',
    addOtherWayIn: 'request',
    removeOtherWayIn: 'request',
    exportJson: 'request',
    previewImport: 'request',
    applyImport: 'request',
    backup: 'request',
    restore: 'request',
    unlock: 'request',
    setPassphrase: 'request',
    removePassphrase: 'request',
    createRecoveryCode: 'request',
    setKeychain: 'request',
    startAnew: 'request',
    eraseEverything: 'request',
  },
  backup: {
    start: 'request',
    openPage: 'request',
    tell: 'request',
    skip: 'request',
    resume: 'request',
    readSpare: 'request',
    tick: 'request',
    close: 'request',
    askEndpoints: 'request',
    openEndpoint: 'request',
  },
  loss: { record: 'request', tick: 'request', close: 'request', openPage: 'request' },
  reminders: { acknowledge: 'request', snooze: 'request' },
  policy: { current: 'request', adopt: 'request', remove: 'request', saveExample: 'request' },
  demo: { keys: 'request', plug: 'request', touch: 'request', enrol: 'request' },
} as const satisfies LeafTypesOf<AppContract>;

export const pinContractLeaves = {
  pin: {
    dialogue: 'request',
    submitting: 'request',
    submitSecret: 'request',
    print: 'request',
    fit: 'request',
    close: 'request',
    keyChanged: 'event',
    ended: 'event',
  },
} as const satisfies LeafTypesOf<PinContract>;
