import type { CommandFault } from '../fault-script.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import { type HidActivity, HidErrorAnswer, aborted, pause } from './activity.ts';

const keepaliveCancel = 0x2d;

export interface FaultyRequest {
  readonly clock: VirtualClock;
  readonly activity: HidActivity;
  /** Performs the request as a sound key would. */
  carryOut(): Promise<Uint8Array>;
  ignoreCancel(): void;
  unplug(): void;
}

/** Answers a request bent by a fault of the script; null when no answer is to come. Throws HidErrorAnswer. */
export async function applyFault(fault: CommandFault | null, request: FaultyRequest): Promise<Uint8Array | null> {
  const { activity, carryOut } = request;
  if (fault === null) return carryOut();
  if ('unplug' in fault) {
    if (fault.unplug === 'after') await carryOut();
    request.unplug();
    return null;
  }
  if ('keepaliveForever' in fault) {
    if (fault.deaf === true) request.ignoreCancel();
    const stop = activity.keepalive(fault.keepaliveForever);
    await aborted(activity.signal);
    stop();
    return Uint8Array.of(keepaliveCancel);
  }
  if ('delayMs' in fault) {
    const stop = fault.silent === true ? () => undefined : activity.keepalive('working');
    const cancelled = await pause(request.clock, fault.delayMs, activity.signal);
    stop();
    return cancelled ? Uint8Array.of(keepaliveCancel) : carryOut();
  }
  if ('replaceResponse' in fault) return fault.replaceResponse(await carryOut());
  if (fault.carryOut === true) await carryOut();
  if ('dropReply' in fault) return null;
  if ('hidError' in fault) throw new HidErrorAnswer(fault.hidError);
  return 'garbage' in fault ? fault.garbage : Uint8Array.of(fault.status);
}
