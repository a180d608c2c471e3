import { HidError } from '../../src-shared/hid/hid-error.ts';

let pending = 0;

/** Counts the calls of the system that have not returned. Each holds a thread, and Node does not end before its threads do. */
export function pendingNativeCalls(): number {
  return pending;
}

/** Waits for a call of the system, but not beyond a limit. Throws HidError 'timeout', and what the call throws. */
export async function withinNativeLimit<Value>(call: Promise<Value>, limitMs: number, name: string): Promise<Value> {
  pending += 1;
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    const late = new HidError('timeout', `the system did not return from "${name}" within ${limitMs} ms`);
    timer = setTimeout(() => reject(late), limitMs);
  });
  const ended = (): void => {
    clearTimeout(timer);
    pending -= 1;
  };
  call.then(ended, ended);
  return Promise.race([call, limit]);
}
