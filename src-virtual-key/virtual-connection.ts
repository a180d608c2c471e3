import { HidError } from '../src-shared/hid/hid-error.ts';
import type { HidConnection } from '../src-shared/hid/hid-transport.ts';
import type { VirtualClock } from './virtual-clock.ts';
import type { VirtualKeyPort } from './virtual-key.ts';

/** Input reports that wait for a slow reader; beyond this the newest are lost, as in the kernel's ring. */
const queueLimit = 4096;

export interface VirtualConnection extends HidConnection {
  /** Called when the key is pulled out. */
  lose(): void;
}

interface PendingRead {
  resolve(report: Uint8Array | null): void;
  reject(error: HidError): void;
}

/** Opens a connection to a key's port; every connection sees every input report. */
export function createVirtualConnection(
  port: VirtualKeyPort,
  clock: VirtualClock,
  transport: { unplug(): void; closed(): void },
): VirtualConnection {
  let queue: Uint8Array[] = [];
  const reads: PendingRead[] = [];
  let ended: 'gone' | 'closed' | null = null;

  const stopListening = port.onReport((report) => {
    const read = reads.shift();
    if (read !== undefined) read.resolve(report.slice());
    else if (queue.length < queueLimit) queue.push(report.slice());
  });

  const end = (reason: 'gone' | 'closed'): void => {
    if (ended === 'closed') return;
    ended = reason;
    stopListening();
    queue = [];
    for (const read of reads.splice(0)) read.reject(failure(reason));
  };

  const refuseEnded = (): void => {
    if (ended !== null) throw failure(ended);
  };

  const passes = (on: 'read' | 'write', when: 'before' | 'after'): void => {
    if (port.faults.reportPasses(on, when)) transport.unplug();
  };

  const nextReport = (timeoutMs: number): Promise<Uint8Array | null> => {
    const waiting = queue.shift();
    if (waiting !== undefined) return Promise.resolve(waiting);
    if (timeoutMs <= 0) return Promise.resolve(null);
    return new Promise((resolve, reject) => {
      const read: PendingRead = {
        resolve: (report) => {
          cancelTimer();
          resolve(report);
        },
        reject: (error) => {
          cancelTimer();
          reject(error);
        },
      };
      const cancelTimer = clock.schedule(() => {
        reads.splice(reads.indexOf(read), 1);
        resolve(null);
      }, timeoutMs);
      reads.push(read);
    });
  };

  const send = (report: Uint8Array): void => {
    refuseEnded();
    if (report.length !== port.reportSize) throw new HidError('io', 'report of wrong size');
    passes('write', 'before');
    refuseEnded();
    port.receive(report.slice());
    passes('write', 'after');
  };

  return {
    inputReportSize: port.reportSize,
    outputReportSize: port.reportSize,
    write: (report) =>
      new Promise((resolve) => {
        send(report);
        resolve();
      }),
    read: async (timeoutMs) => {
      refuseEnded();
      const report = await nextReport(timeoutMs);
      if (report === null) return null;
      passes('read', 'before');
      refuseEnded();
      passes('read', 'after');
      return report;
    },
    close: () => {
      end('closed');
      transport.closed();
      return Promise.resolve();
    },
    lose: () => end('gone'),
  };
}

function failure(reason: 'gone' | 'closed'): HidError {
  return new HidError(reason, reason === 'gone' ? 'the virtual key was removed' : 'the connection is closed');
}
