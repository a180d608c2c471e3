import type { CheckReading } from '../../src-shared/domain/check-reading.ts';
import { ping } from '../ctaphid/ctaphid-commands.ts';
import { CtapHidError } from '../ctaphid/ctaphid-error.ts';
import { deadlines } from './deadlines.ts';
import type { OpenedKey } from './opened-key.ts';

/** Bytes of the messages: one report with room to spare, exactly full, one byte more, and so on to as many as a key takes. */
const lengths = [1, 57, 58, 116, 256, 512, 1_024, 2_048, 4_096] as const;
/** A key that speaks U2F only announces no size: one report is what every key takes. */
const oneReport = 57;

/**
 * Sends messages of growing length to be echoed, none longer than the key announces, until one does not come back as it was. Throws
 * CtapHidError for a key that left, or was given up.
 */
export async function echoMessages({ session, record, signal }: OpenedKey): Promise<CheckReading['transport']> {
  const largest = record.info === null ? oneReport : session.maxMsgSize;
  const sent = [...lengths.filter((length) => length < largest), largest];
  let echoed = 0;
  for (const length of sent) {
    const payload = Uint8Array.from({ length }, (_, index) => (index * 31 + length) & 0xff);
    try {
      await ping(session.channel, payload, { ...deadlines.quick, signal });
    } catch (error) {
      if (isBroken(error)) break;
      throw error;
    }
    echoed++;
  }
  return { lengths: sent, echoed };
}

function isBroken(error: unknown): boolean {
  return error instanceof CtapHidError && ['timeout', 'protocol', 'device-error'].includes(error.reason);
}
