import type { CtapCommand } from '../ctap-command.ts';

/** CTAP 2.1 §6.9 authenticatorSelection: the key blinks and answers once it is touched. */
export const selection: CtapCommand<null, undefined> = {
  name: 'selection',
  code: 0x0b,
  statusOnly: true,
  encode: () => null,
  decode: () => undefined,
};
