import { eventually } from '../harness.ts';

/** Waits until this is so. */
export async function soon(isSo: () => Promise<boolean>): Promise<void> {
  await eventually(async () => ((await isSo()) ? true : null));
}
