import type { HidConnection, HidTransport } from '../src-shared/hid/hid-transport.ts';

/** Milliseconds that a report takes on the bus, each way: full-speed USB asks a HID device once a millisecond. */
const reportMs = 1;

/** Returns the transport with the pace of a real bus: every report takes its millisecond. */
export function pacedTransport<Transport extends HidTransport>(transport: Transport): Transport {
  return { ...transport, open: async (path: string) => paced(await transport.open(path)) };
}

function paced(connection: HidConnection): HidConnection {
  return {
    ...connection,
    write: async (report) => {
      await connection.write(report);
      await pause();
    },
    read: async (timeoutMs) => {
      const report = await connection.read(timeoutMs);
      if (report !== null) await pause();
      return report;
    },
  };
}

function pause(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, reportMs);
  });
}
