import type { Device } from 'node-hid';

/** The part that is used of an open node-hid device (HIDAsync). */
export interface NodeHidDevice {
  on(event: 'error', listener: (error: unknown) => void): unknown;
  read(timeoutMs: number): Promise<Uint8Array | undefined>;
  write(data: Buffer): Promise<number>;
  close(): Promise<void>;
}

/** The part of node-hid that is used. */
export interface NodeHidModule {
  devicesAsync(): Promise<readonly Device[]>;
  readonly HIDAsync: {
    open(path: string, options: { readonly nonExclusive: boolean }): Promise<NodeHidDevice>;
  };
}
