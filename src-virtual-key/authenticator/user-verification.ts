import type { HidActivity } from '../hid/activity.ts';
import { Status, fail } from './ctap-status.ts';
import { type KeyState, maximumUvRetries } from './key-state.ts';

/** Waits for a touch; ends the command with 2D, 27 or 2F when it does not come. */
export async function requireTouch(state: KeyState, activity: HidActivity): Promise<'touched' | 'held'> {
  const outcome = await state.touch.wait(activity);
  if (outcome === 'cancelled') fail(Status.keepaliveCancel);
  if (outcome === 'refused') fail(Status.operationDenied);
  if (outcome === 'timeout') fail(state.personality.quirks.touchTimeoutStatus ?? Status.userActionTimeout);
  return outcome;
}

/** Waits for a touch that lasts (CTAP 2.3 §6.6): one that is too short ends the command with 27. */
export async function requireLongTouch(state: KeyState, activity: HidActivity): Promise<void> {
  if ((await requireTouch(state, activity)) !== 'held') fail(Status.operationDenied);
}

/** Waits for an enrolled finger (CTAP 2.1 §6.5.5.7.3); a refused touch stands for a finger that is not recognised. */
export async function verifyUser(state: KeyState, activity: HidActivity): Promise<void> {
  if (state.uvRetries === 0) fail(Status.uvBlocked);
  const outcome = await state.touch.wait(activity);
  if (outcome === 'cancelled') fail(Status.keepaliveCancel);
  if (outcome === 'timeout') fail(Status.userActionTimeout);
  if (outcome === 'refused') {
    state.uvRetries--;
    fail(state.uvRetries === 0 ? Status.uvBlocked : Status.uvInvalid);
  }
  state.uvRetries = maximumUvRetries;
}
