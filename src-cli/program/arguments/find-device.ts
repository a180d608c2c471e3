import type { Device } from '../../../src-shared/domain/device.ts';
import type { InventorySnapshot } from '../../../src-shared/domain/inventory-snapshot.ts';
import { foldText } from '../../../src-shared/lib/fold-text.ts';
import type { CommandContext } from '../command-context.ts';
import { CommandFailed } from '../command-failure.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { thereAre } from './there-are.ts';
import { severalFit } from './several-fit.ts';

/** Finds a device by its id or label; never guesses. Throws `no-such-device`, or UsageError where several have that label. */
export function deviceNamed(context: CommandContext, snapshot: InventorySnapshot, selector: string): Device {
  const fitting = devicesFitting(snapshot, selector);
  const [only] = fitting;
  if (only === undefined) {
    const { t } = context;
    const problem = t('cli.no-such-device', { device: displayText(selector, 80) });
    const labels = snapshot.devices.map(({ label }) => label);
    const failure = { kind: 'input-invalid', detail: 'no-such-device' } as const;
    throw new CommandFailed(failure, thereAre(t, problem, selector, labels), null);
  }
  if (fitting.length === 1) return only;
  throw severalFit(
    context,
    selector,
    fitting.map(({ label, id }) => `${label} (${id})`),
  );
}

/** Finds all devices that a name may mean. */
export function devicesFitting({ devices }: InventorySnapshot, selector: string): readonly Device[] {
  const exact = devices.filter(({ id }) => id === selector);
  return exact.length > 0 ? exact : devices.filter(({ label }) => foldText(label) === foldText(selector));
}
