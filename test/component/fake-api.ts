import type { SparekeyApi } from '../../src-renderer/api.ts';
import type { Advisory } from '../../src-shared/domain/advisory.ts';
import type { CatalogueService, OtherWayProvider } from '../../src-shared/domain/catalogue.ts';
import type { InventorySnapshot } from '../../src-shared/domain/inventory-snapshot.ts';
import type { InventoryStatus } from '../../src-shared/domain/inventory-status.ts';
import type { KeyView } from '../../src-shared/domain/key-view.ts';
import type { OperationFailure } from '../../src-shared/domain/operation-failure.ts';
import type { AppStatus } from '../../src-shared/domain/settings.ts';
import { changesBetween } from '../../src-shared/ipc/inventory-changes.ts';
import type { SentChanges, SentSnapshot } from '../../src-shared/ipc/inventory-contract.ts';
import { sitesOfRecords, sitesOfServices } from '../../src-shared/public-suffix/sites.ts';
import { appStatus, deskState, emptySnapshot, openStatus } from './fake-data.ts';

/** Data that a test puts behind the window; `calls` records every request with its input, in order. */
export interface FakeWorld {
  status: AppStatus;
  services: CatalogueService[];
  advisories: Advisory[];
  otherWays: OtherWayProvider[];
  keys: KeyView[];
  inventoryStatus: InventoryStatus;
  snapshot: InventorySnapshot;
}

/** Answers of single requests that a test wants otherwise than below, by "group.leaf". */
export type FakeAnswers = Readonly<Record<string, (input: unknown) => unknown>>;

export interface FakeSparekey {
  readonly api: SparekeyApi;
  readonly world: FakeWorld;
  readonly calls: readonly { readonly leaf: string; readonly input: unknown }[];
  callsOf(leaf: string): readonly unknown[];
  /** Sends an event such as "keys.onChanged". */
  emit(event: string, payload: unknown): void;
  /** Sends the window the changes of the inventory, as the main process does. */
  inventoryBecomes(snapshot: InventorySnapshot): void;
}

export function ok<Value>(value: Value): { ok: true; value: Value } {
  return { ok: true, value };
}

export function failure(reason: OperationFailure): { ok: false; failure: OperationFailure } {
  return { ok: false, failure: reason };
}

/** Returns a snapshot as the main process sends it: with the sites of its RP IDs. */
export function sentSnapshot(snapshot: InventorySnapshot): SentSnapshot {
  return { snapshot, sites: sitesOfRecords(snapshot.enrolments, snapshot.otherWaysIn) };
}

export function sentChanges(before: InventorySnapshot, now: InventorySnapshot): SentChanges {
  return { changes: changesBetween(before, now), sites: sitesOfRecords(now.enrolments, now.otherWaysIn) };
}

/** Creates the API the preload script would expose, answering from plain data. Test-only: nothing ships from here. */
export function createFakeSparekey(start: Partial<FakeWorld> = {}, answers: FakeAnswers = {}): FakeSparekey {
  const world: FakeWorld = {
    status: appStatus,
    services: [],
    advisories: [],
    otherWays: [],
    keys: [],
    inventoryStatus: openStatus,
    snapshot: emptySnapshot,
    ...start,
  };
  const calls: { leaf: string; input: unknown }[] = [];
  const listeners = new Map<string, Set<(payload: unknown) => void>>();
  const standard: FakeAnswers = {
    'app.status': () => world.status,
    'app.setSettings': (input) => ({ ...world.status, settings: { ...world.status.settings, ...(input as object) } }),
    'app.lastPicture': () => null,
    'app.about': () => ({ versions: [{ name: 'Sparekey', version: '0.1.0' }], licences: [] }),
    'app.copyDiagnostics': () => null,
    'app.showDataFolder': () => null,
    'catalogue.services': () => ({ services: world.services, sites: sitesOfServices(world.services) }),
    'catalogue.advisories': () => world.advisories,
    'catalogue.otherWays': () => world.otherWays,
    'catalogue.corrections': () => ok([]),
    'catalogue.entry': () => null,
    'keys.list': () => world.keys,
    'keys.identify': () => ok({ by: 'wink' }),
    'keys.lock': () => null,
    'keys.cancel': () => null,
    'inventory.status': () => world.inventoryStatus,
    'inventory.snapshot': () => ok(sentSnapshot(world.snapshot)),
    'inventory.exportJson': () => ok({ file: 'sparekey.json' }),
    'inventory.previewImport': () => ok(null),
    'inventory.backup': () => ok({ file: 'inventory.bak' }),
    'inventory.acceptFile': () => ok(null),
    'inventory.startFromScratch': () => ok({ keptAside: 'inventory-damaged.db' }),
    'genuineness.metadata': () => ok(null),
    'readAccess.kept': () => ok(false),
    'check.open': () => deskState,
    'check.unrecorded': () => [],
    'demo.keys': () => [],
    'demo.plug': () => null,
    'demo.touch': () => null,
  };
  const leaf = (group: string, name: string) => {
    const full = `${group}.${name}`;
    if (/^on[A-Z]/.test(name)) {
      return (listener: (payload: unknown) => void) => {
        const all = listeners.get(full) ?? new Set();
        listeners.set(full, all.add(listener));
        return () => all.delete(listener);
      };
    }
    return async (input: unknown) => {
      calls.push({ leaf: full, input });
      return (answers[full] ?? standard[full] ?? (() => ok(null)))(input);
    };
  };
  const group = (name: string) => new Proxy({}, { get: (_, key) => leaf(name, String(key)) });
  const emit = (event: string, payload: unknown): void => {
    for (const listener of listeners.get(event) ?? []) listener(payload);
  };
  return {
    // The proxy answers every leaf there is; its shape is the contract's by construction.
    api: new Proxy({}, { get: (_, name) => group(String(name)) }) as SparekeyApi,
    world,
    calls,
    callsOf: (name) => calls.filter((call) => call.leaf === name).map((call) => call.input),
    emit,
    inventoryBecomes: (snapshot) => {
      const changes = sentChanges(world.snapshot, snapshot);
      world.snapshot = snapshot;
      emit('inventory.onChanged', changes);
    },
  };
}
