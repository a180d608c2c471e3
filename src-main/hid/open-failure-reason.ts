import type { HidErrorReason } from '../../src-shared/hid/hid-error.ts';

/**
 * Signs in hidapi's messages, which are all that node-hid passes on. Windows texts are translated, its codes are not;
 * macOS names IOKit codes: E00002C5 is exclusive access of another program, E00002BC ("general error") the same while a browser or the system
 * itself begins or ends its own access.
 */
const signs: readonly (readonly [HidErrorReason, RegExp])[] = [
  ['permission', /permission denied|not permitted|access is denied|\(0x0*5\)|e00002e2|e00002c1/i],
  ['busy', /resource busy|exclusive|\(0x0*20\)|e00002c5|e00002bc/i],
  ['gone', /no such (file|device)|\(0x0*(2|3|48f)\)|e00002c0|not found/i],
];

/** Returns the reason of a failed open of node-hid; 'io' where the error names none. */
export function openFailureReason(error: unknown): HidErrorReason {
  const message = error instanceof Error ? error.message : String(error);
  return signs.find(([, sign]) => sign.test(message))?.[0] ?? 'io';
}
