import { expect, vi } from 'vitest';
import type { VirtualKey } from '../../../src-virtual-key/virtual-key.ts';
import type { CliHarness, CommandRun } from './cli-harness.ts';

type Started = ReturnType<CliHarness['start']>;

/** Waits until the command said something on standard error. */
export const said = ({ terminal }: Started, text: string): Promise<void> =>
  vi.waitFor(() => expect(terminal.noted.join('\n')).toContain(text), { timeout: 15_000 });

/** Unplugs the key when a reset asks for it, and plugs in another or the same one. Returns the end of the command. */
export async function replugKey(
  run: Started,
  { transport }: CliHarness,
  from: VirtualKey,
  to: VirtualKey,
): Promise<CommandRun> {
  await said(run, 'Unplug the key now.');
  transport.unplug(from);
  await said(run, 'Plug the same key in again');
  transport.plug(to);
  return run.ended;
}
