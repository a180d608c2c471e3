import { api } from '../api.ts';
import { appStore } from './app-store.ts';
import { inventoryChanged, inventoryStore } from './inventory-store.ts';
import { keysChanged, keysStore, progressChanged } from './keys-store.ts';
import { showFailure } from './notice-store.ts';
import { rememberSites } from './sites.ts';

/** Fills the stores from the main process and keeps them up to date. Returns the function that ends this. */
export function connectStores(): () => void {
  const sparekey = api();
  const ends = [
    sparekey.app.onStatusChanged((status) => appStore.setState({ status })),
    sparekey.catalogue.onChanged(({ services, sites }) => {
      rememberSites(sites);
      appStore.setState({ services });
    }),
    sparekey.keys.onChanged(keysChanged),
    sparekey.keys.onProgress(progressChanged),
    sparekey.inventory.onChanged(({ changes, sites }) => {
      rememberSites(sites);
      const isOpen = inventoryStore.getState().status?.state === 'open';
      if (!inventoryChanged(changes) && isOpen) report(loadSnapshot());
    }),
    sparekey.inventory.onStatusChanged((status) => {
      const opened = status.state === 'open' && inventoryStore.getState().status?.state !== 'open';
      inventoryStore.setState(status.state === 'open' ? { status } : { status, snapshot: null });
      if (opened) report(loadSnapshot());
    }),
  ];
  report(loadAll());
  return () => {
    for (const end of ends) end();
  };
}

async function loadAll(): Promise<void> {
  const sparekey = api();
  // Enough to draw the window with; everything else waits for the inventory to be open.
  const [status, lastPicture] = await Promise.all([sparekey.app.status(), sparekey.app.lastPicture()]);
  appStore.setState({ status, lastPicture });
  const [inventoryStatus, { services, sites }, advisories, otherWays] = await Promise.all([
    sparekey.inventory.status(),
    sparekey.catalogue.services(),
    sparekey.catalogue.advisories(),
    sparekey.catalogue.otherWays(),
  ]);
  rememberSites(sites);
  appStore.setState({ services, advisories, otherWays });
  if (inventoryStatus.state !== 'open') appStore.setState({ lastPicture: null });
  inventoryStore.setState({ status: inventoryStatus });
  const keys = await sparekey.keys.list();
  if (!keysStore.getState().loaded) keysChanged(keys);
  if (inventoryStatus.state === 'open') await loadSnapshot();
}

/** The number of the newest request: the answer of an older one may be older than what changes have brought since. */
let newest = 0;

async function loadSnapshot(): Promise<void> {
  const mine = ++newest;
  const found = await api().inventory.snapshot();
  if (mine !== newest) return;
  if (!found.ok) return showFailure(found.failure);
  const { snapshot, sites } = found.value;
  rememberSites(sites);
  inventoryStore.setState({ snapshot });
  appStore.setState({ lastPicture: null });
}

function report(work: Promise<void>): void {
  work.catch((error: unknown) => showFailure({ kind: 'unexpected', detail: String(error) }));
}
