import { expect, it } from 'vitest';
import { inventoryStore } from '../../src-renderer/stores/inventory-store.ts';
import { emptySnapshot, inventoryKey } from './fake-data.ts';
import { act, renderApp } from './render-app.tsx';

const blue = inventoryKey('k1', 'Blue');
const red = inventoryKey('k2', 'Red');

it('the window applies what changed and keeps every other record', async () => {
  const fake = await renderApp({ snapshot: { ...emptySnapshot, keys: [blue, red] } });
  const asked = fake.callsOf('inventory.snapshot').length;
  act(() => fake.inventoryBecomes({ ...emptySnapshot, revision: 2, keys: [{ ...blue, label: 'Navy' }, red] }));
  const { snapshot } = inventoryStore.getState();
  expect(snapshot).toMatchObject({ revision: 2, keys: [{ label: 'Navy' }, { label: 'Red' }] });
  expect(snapshot?.keys[1]).toBe(red);
  expect(fake.callsOf('inventory.snapshot')).toHaveLength(asked);
});

it('a change that does not follow on what the window has makes it ask for everything', async () => {
  const fake = await renderApp({ snapshot: { ...emptySnapshot, keys: [blue] } });
  fake.world.snapshot = { ...emptySnapshot, revision: 9, keys: [red] };
  const missed = { changes: { fromRevision: 8, revision: 9, tables: {}, parts: {} }, sites: [] };
  await act(async () => fake.emit('inventory.onChanged', missed));
  expect(inventoryStore.getState().snapshot).toMatchObject({ revision: 9, keys: [{ label: 'Red' }] });
  const asked = fake.callsOf('inventory.snapshot').length;
  // What it has already changes nothing.
  await act(async () => fake.emit('inventory.onChanged', missed));
  expect(fake.callsOf('inventory.snapshot')).toHaveLength(asked);
});
