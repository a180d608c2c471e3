import type { Device, InventorySnapshot } from '../src-shared/domain/inventory.ts';
import { displayText } from '../src-shared/lib/display-text.ts';
import { foldText } from '../src-shared/lib/fold-text.ts';
import type { CommandContext } from './command-context.ts';
import { CommandFailed, UsageError } from './command-failed.ts';

/** Finds a device by its id or label; never guesses. Throws `no-such-device`, or UsageError where several have that label. */
export function deviceNamed({ t }: CommandContext, snapshot: InventorySnapshot, selector: string): Device {
  const fitting = devicesFitting(snapshot, selector);
  const [only] = fitting;
  if (only === undefined) throw new CommandFailed({ kind: 'input-invalid', detail: 'no-such-device' });
  if (fitting.length === 1) return only;
  const choices = fitting.map(({ label, id }) => `${label} (${id})`).join(t('list.separator'));
  throw new UsageError(
    t('cli.usage.several-fit', { value: displayText(selector, 80), choices: displayText(choices, 400) }),
  );
}

/** Finds all devices that a name may mean. */
export function devicesFitting({ devices }: InventorySnapshot, selector: string): readonly Device[] {
  const exact = devices.filter(({ id }) => id === selector);
  return exact.length > 0 ? exact : devices.filter(({ label }) => foldText(label) === foldText(selector));
}
