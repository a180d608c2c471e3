import type { CtapCommand } from '../ctap-command.ts';

/** CTAP 2.3 §6.6 authenticatorReset: the key waits for a touch, and takes it only soon after it was plugged in. */
export const reset: CtapCommand<null, undefined> = {
  name: 'reset',
  code: 0x07,
  statusOnly: true,
  encode: () => null,
  decode: () => undefined,
};
