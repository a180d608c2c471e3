import { createHash } from 'node:crypto';
import type { Locale } from '../src-shared/i18n/catalogues.ts';
import { createTranslator } from '../src-shared/i18n/translator.ts';
import { createDemoKeys, type DemoKey } from '../src-virtual-key/demo-keys.ts';
import { createVirtualTransport, type VirtualTransport } from '../src-virtual-key/virtual-transport.ts';
import { type Core, createCore } from './create-core.ts';
import { Pin } from './ctap2/pin-uv-auth/pin.ts';
import type { Inventory } from './inventory/inventory.ts';
import { openInventory } from './inventory/open-inventory.ts';

export interface DemoCore extends Core {
  readonly transport: VirtualTransport;
  readonly demoKeys: readonly DemoKey[];
}

/** Builds a core over the simulated keys of the demonstration; those that are in use at the start are plugged in. */
export async function createDemoCore(options: { readonly keepOpen?: boolean } = {}): Promise<DemoCore> {
  const demoKeys = createDemoKeys();
  const transport = createVirtualTransport(demoKeys.filter(({ plugged }) => plugged).map(({ key }) => key));
  return { ...(await createCore({ transport, ...options })), transport, demoKeys };
}

/**
 * Opens the inventory of the demonstration: a file that is marked as demo, or, without one, an inventory that vanishes and
 * in which the simulated keys have been read already. Ids of records are the same in every process.
 */
export async function openDemoInventory(options: {
  readonly file?: string | undefined;
  readonly locale: Locale;
}): Promise<Inventory> {
  const inventory = await openInventory({ demo: true, file: options.file ?? 'memory', random: seededBytes('demo') });
  if (options.file === undefined) await readEveryDemoKey(inventory, options.locale);
  return inventory;
}

const about = [
  { id: 'daily', role: 'daily' },
  { id: 'spare', role: 'spare' },
  { id: 'work', role: 'daily' },
  { id: 'old', role: 'off-site' },
] as const;

/** Reads a second set of the same keys (their seeds are fixed), so that the keys of the demonstration stay untouched. */
async function readEveryDemoKey(inventory: Inventory, locale: Locale): Promise<void> {
  const t = createTranslator(locale);
  const demoKeys = createDemoKeys();
  const transport = createVirtualTransport(demoKeys.map(({ key }) => key));
  const core = await createCore({ transport });
  await core.keys.refresh();
  const keyIds = new Map<string, string>();
  for (const { id, role } of about) {
    const demoKey = demoKeys.find((candidate) => candidate.id === id);
    if (demoKey === undefined) continue;
    const keyId = await readDemoKey(inventory, core, transport, demoKey);
    keyIds.set(id, keyId);
    const edit = { label: t(`demo.key.${id}`), role, place: t(`demo.place.${id}`), owner: t('demo.owner') };
    requireOk(await inventory.editKey(keyId, edit));
  }
  await core.close();
  const daily = keyIds.get('daily');
  const spare = keyIds.get('spare');
  if (daily === undefined || spare === undefined) throw new Error('the demonstration has no daily and spare key');
  for (const keyId of [daily, spare]) {
    const told = { keyId, serviceId: null, rpId: 'fastmail.com', userName: 'hana@fastmail.example', note: null };
    requireOk(await inventory.addTold(told));
  }
  requireOk(
    await inventory.addOtherWayIn({
      serviceId: null,
      rpId: 'signin.aws.amazon.com',
      userId: null,
      userName: 'hana-admin',
      kind: 'recovery-codes',
      name: t('demo.codes'),
      place: t('demo.codes.place'),
      providerId: null,
      carriedOn: null,
      link: null,
      validFrom: null,
      validUntil: null,
      hours: null,
      contact: null,
      note: null,
    }),
  );
}

async function readDemoKey(
  inventory: Inventory,
  core: Core,
  transport: VirtualTransport,
  { key, pin }: DemoKey,
): Promise<string> {
  const plugged = core.keys.keys().find(({ path }) => path === transport.pathOf(key));
  const bytes = Pin.fromUtf8(new TextEncoder().encode(pin ?? ''));
  if (plugged === undefined || bytes === null) throw new Error('a demo key is not plugged in');
  const listing = requireOk(await core.keys.unlockAndList(plugged.handle, bytes));
  const present = core.keys.keys().find(({ handle }) => handle === plugged.handle) ?? plugged;
  return requireOk(await inventory.recordListing(present, listing, { newKey: true })).keyId;
}

function requireOk<Value>(
  outcome: { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly failure: { kind: string } },
): Value {
  if (!outcome.ok) throw new Error(`the demonstration cannot be set up: ${outcome.failure.kind}`);
  return outcome.value;
}

/** A stream of bytes that is the same in every process. Names records of the demonstration; never keys or nonces. */
function seededBytes(seed: string): (length: number) => Uint8Array {
  let block = 0;
  return (length) => {
    const bytes = new Uint8Array(length);
    for (let offset = 0; offset < length; offset += 32) {
      const digest = createHash('sha256').update(`${seed} ${block++}`).digest();
      bytes.set(digest.subarray(0, Math.min(32, length - offset)), offset);
    }
    return bytes;
  };
}
