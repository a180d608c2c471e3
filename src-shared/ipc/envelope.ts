/** Reason why a call did not reach its function, or its answer did not come back. A failed operation is not among them: that is data. */
export type IpcErrorCode =
  | 'untrusted-sender'
  | 'malformed-input'
  | 'rate-limited'
  | 'failed' // the function threw or answered against the contract: a defect, logged on the other side
  | 'closed'; // the process on the other side ended

interface IpcError {
  readonly code: IpcErrorCode;
  /** Safe for everybody: no path, no stack, no secret. */
  readonly message: string;
}

/** Message that answers a request. */
export type Envelope<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: IpcError };

export function answer<Value>(value: Value): Envelope<Value> {
  return { ok: true, value };
}

export function refuse(code: IpcErrorCode, message: string): Envelope<never> {
  return { ok: false, error: { code, message } };
}
