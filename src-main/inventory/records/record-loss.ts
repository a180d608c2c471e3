import { z } from 'zod';
import { accountIdSchema, noteSchema } from '../../../src-shared/domain/fields-schema.ts';
import type { InventoryKey } from '../../../src-shared/domain/inventory-key.ts';
import { lossItemSchema } from '../../../src-shared/domain/loss-record-schema.ts';
import { type ChangeContext, makeRoom, note } from './change-context.ts';
import { emptyAsNull, idSchema, keyOf, parsed } from './edit-input.ts';
import { deviceOf, setDeviceLost } from './edit-devices.ts';
import { removeOtherWayIn } from './edit-inventory.ts';
import type { NewLoss } from '../inventory.ts';
import type { RecordOf } from './inventory-data.ts';
import { invalid } from '../file/storage-failure.ts';

const limits = {
  losses: 500,
  keys: 2_000,
  otherWays: 10_000,
  devices: 1_000,
  accounts: 50_000,
  items: 50_000,
  name: 1_000,
} as const;
const nameSchema = z.string().max(limits.name);
const newLossSchema = z.strictObject({
  keyIds: z.array(idSchema).max(limits.keys),
  otherWayIds: z.array(idSchema).max(limits.otherWays),
  deviceIds: z.array(idSchema).max(limits.devices).default([]),
  accountIds: z.array(accountIdSchema).max(limits.accounts).default([]),
  note: noteSchema.nullable(),
  items: z
    .array(
      lossItemSchema.omit({ doneAt: true }).extend({
        id: idSchema,
        accountId: accountIdSchema,
        serviceId: accountIdSchema,
        serviceName: nameSchema,
        userName: nameSchema.nullable(),
        opensWith: z.array(nameSchema).max(limits.keys),
      }),
    )
    .max(limits.items),
});

/**
 * Records a real loss: its keys and devices are out of use from now on, lost other ways in are removed, the checklist is kept. Throws
 * `input-invalid`: `loss`, `no-such-key`, `no-such-device`, `no-such-way`, `already-lost` (nothing is lost that was not recorded as
 * lost), `too-many`.
 */
export function recordLoss(context: ChangeContext, input: NewLoss): { id: string } {
  const { data, now } = context;
  const loss = parsed(newLossSchema, input, 'loss');
  if (new Set(loss.items.map(({ id }) => id)).size !== loss.items.length) throw invalid('loss');
  const keys = [...new Set(loss.keyIds)].map((keyId) => keyOf(context, keyId));
  const devices = [...new Set(loss.deviceIds)].map((deviceId) => deviceOf(context, deviceId));
  const otherWayIds = [...new Set(loss.otherWayIds)];
  const accountIds = [...new Set(loss.accountIds)];
  const newlyLost = keys.filter((key) => key.lostAt === null);
  const isNew = newlyLost.length > 0 || devices.some((device) => device.lostAt === null);
  if (!isNew && otherWayIds.length === 0 && accountIds.length === 0) throw invalid('already-lost');
  for (const key of newlyLost) {
    data.put('key', { ...key, lostAt: now });
    note(context, 'key-lost', key.id);
  }
  for (const device of devices) setDeviceLost(context, device.id, 'lost');
  for (const wayId of otherWayIds) removeOtherWayIn(context, wayId);
  makeRoom(context, 'loss', limits.losses);
  const id = context.newId();
  data.put('loss', {
    id,
    at: now,
    keyIds: keys.map((key) => key.id),
    keyLabels: keys.map((key) => key.label),
    otherWayIds,
    deviceIds: devices.map((device) => device.id),
    deviceLabels: devices.map((device) => device.label),
    accountIds,
    items: loss.items.map((item) => ({ ...item, doneAt: null })),
    closedAt: null,
    note: emptyAsNull(loss.note),
  });
  return { id };
}

/** Marks one line of the checklist as done, or as not done. Throws `input-invalid`: `no-such-loss`, `no-such-item`. */
export function setLossItem(context: ChangeContext, lossId: string, itemId: string, done: boolean): void {
  const loss = lossOf(context, lossId);
  const before = loss.items.find(({ id }) => id === itemId);
  if (before === undefined) throw invalid('no-such-item');
  if ((before.doneAt !== null) === done) return;
  const items = loss.items.map((item) => (item.id === itemId ? { ...item, doneAt: done ? context.now : null } : item));
  context.data.put('loss', { ...loss, items });
}

/** Ends the work on a loss; its record stays. Throws `input-invalid` (`no-such-loss`). */
export function closeLoss(context: ChangeContext, lossId: string): void {
  const loss = lossOf(context, lossId);
  if (loss.closedAt !== null) return;
  context.data.put('loss', { ...loss, closedAt: context.now });
  note(context, 'loss-closed', loss.keyIds[0] ?? null, {
    name: [...loss.keyLabels, ...loss.deviceLabels].join(', '),
    done: String(loss.items.filter((item) => item.doneAt !== null).length),
    items: String(loss.items.length),
  });
}

/** Records that a lost key is back in use; one that is not lost is left as it is. Throws `input-invalid` (`no-such-key`). */
export function markFound(context: ChangeContext, keyId: string): void {
  const key: InventoryKey = keyOf(context, keyId);
  if (key.lostAt === null) return;
  context.data.put('key', { ...key, lostAt: null });
  note(context, 'key-found', keyId);
}

function lossOf(context: ChangeContext, lossId: string): RecordOf['loss'] {
  const loss = context.data.get('loss', lossId);
  if (loss === null) throw invalid('no-such-loss');
  return loss;
}
