import { HidError, type HidErrorReason } from '../../src-shared/hid/hid-error.ts';
import type { NodeHidDevice } from './node-hid-module.ts';
import type { HidConnection } from '../../src-shared/hid/hid-transport.ts';

export interface NodeHidConnectionOptions {
  readonly inputReportSize: number;
  readonly outputReportSize: number;
  /** Returns what a failure of the very first write means on this platform. Nothing has been sent then. */
  readonly firstWriteFailure: (error: unknown) => HidErrorReason;
  /** Called once when the device stops working. */
  readonly onFailure: () => void;
}

/** Native jobs of one device run one after another: a longer read would keep CANCEL and close waiting. */
const LONGEST_NATIVE_READ_MS = 100;

/** One open device. Reports are pulled: the library's `data` event has known crashes (docs/decisions). */
export class NodeHidConnection implements HidConnection {
  readonly inputReportSize: number;
  readonly outputReportSize: number;
  readonly #device: NodeHidDevice;
  readonly #options: NodeHidConnectionOptions;
  readonly #interrupts = new Set<(error: HidError) => void>();
  #failure: HidError | null = null;
  #closing: Promise<void> | null = null;
  #hasWritten = false;

  constructor(device: NodeHidDevice, options: NodeHidConnectionOptions) {
    // First of all: without a listener the library turns a read error into an uncaught exception.
    device.on('error', (error) => this.#fail('gone', error));
    this.#device = device;
    this.#options = options;
    this.inputReportSize = options.inputReportSize;
    this.outputReportSize = options.outputReportSize;
  }

  async write(report: Uint8Array): Promise<void> {
    this.#assertOpen();
    if (report.length !== this.outputReportSize) {
      throw new HidError('io', `a report has ${this.outputReportSize} bytes, not ${report.length}`);
    }
    // The leading zero is the report number that unnumbered reports are sent with on every platform.
    const numbered = Buffer.alloc(1 + report.length);
    numbered.set(report, 1);
    const written = await this.#run(
      () => this.#device.write(numbered),
      this.#hasWritten ? () => 'gone' : this.#options.firstWriteFailure,
    );
    // Platforms differ on whether the report number counts.
    if (written < report.length) throw this.#fail('gone', new Error(`${written} bytes written of ${report.length}`));
    this.#hasWritten = true;
  }

  async read(timeoutMs: number): Promise<Uint8Array | null> {
    const giveUpAt = performance.now() + timeoutMs;
    for (;;) {
      this.#assertOpen();
      const leftMs = Math.max(0, giveUpAt - performance.now());
      const nativeMs = Math.ceil(Math.min(LONGEST_NATIVE_READ_MS, leftMs));
      const report = await this.#run(
        () => this.#device.read(nativeMs),
        () => 'gone',
      );
      if (report !== undefined && report.length > 0) return new Uint8Array(report);
      if (leftMs <= nativeMs) return null;
    }
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    // Queued behind a pending read by the library. A refusal means that there is nothing left to close; what hangs is ended with the process.
    await this.#device.close().catch(() => undefined);
    for (const interrupt of this.#interrupts) interrupt(closedError());
  }

  #assertOpen(): void {
    if (this.#closing !== null) throw closedError();
    if (this.#failure !== null) throw this.#failure;
  }

  /** Waits for a native job, but no longer than until the connection is closed. */
  async #run<Value>(job: () => Promise<Value>, reasonOf: (error: unknown) => HidErrorReason): Promise<Value> {
    let interrupt: (error: HidError) => void = () => undefined;
    try {
      const value = await new Promise<Value>((resolve, reject) => {
        interrupt = reject;
        this.#interrupts.add(interrupt);
        job().then(resolve, reject);
      });
      if (this.#closing !== null) throw closedError();
      return value;
    } catch (error) {
      if (this.#closing !== null) throw closedError();
      throw this.#fail(error instanceof HidError ? error.reason : reasonOf(error), error);
    } finally {
      this.#interrupts.delete(interrupt);
    }
  }

  #fail(reason: HidErrorReason, cause: unknown): HidError {
    if (this.#failure === null) {
      this.#failure = new HidError(reason, `the HID device failed: ${messageOf(cause)}`, { cause });
      // Another program has the key for a moment: it was not unplugged.
      if (reason !== 'busy') this.#options.onFailure();
    }
    return this.#failure;
  }
}

function closedError(): HidError {
  return new HidError('closed', 'the HID connection is closed');
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
