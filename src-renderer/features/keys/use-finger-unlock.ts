import { useRef, useState } from 'react';
import type { OperationFailure } from '../../../src-shared/domain/operation-failure.ts';
import type { KeyHandle } from '../../../src-shared/domain/plugged-key.ts';
import { api } from '../../api.ts';
import { asksInDialog, readingArrived } from '../../stores/keys-store.ts';
import { dismissFailure, showFailure } from '../../stores/notice-store.ts';
import { settle } from '../../stores/run.ts';
import { unlockKey } from './key-operations.ts';

/** Unlocking of one plug-in with a finger: the key waits, was told to stop waiting, or did not take the finger. */
export type FingerUnlock =
  | { readonly handle: KeyHandle; readonly step: 'waiting' | 'ending' }
  | { readonly handle: KeyHandle; readonly step: 'failed'; readonly failure: OperationFailure };

/** Returns how far unlocking with a finger has come, null where nobody asked for it, and what the person can do. Each `ask` asks the key for one finger. */
export function useFingerUnlock() {
  const [state, setState] = useState<FingerUnlock | null>(null);
  const wantsPin = useRef(false);
  const ask = async (handle: KeyHandle): Promise<void> => {
    setState({ handle, step: 'waiting' });
    const noLonger = asksInDialog([handle]);
    const outcome = await settle(api().keys.unlockByFinger({ handle }));
    noLonger();
    const pinInstead = wantsPin.current;
    wantsPin.current = false;
    if (outcome.ok) {
      setState(null);
      dismissFailure((notice) => notice.handle === handle);
      readingArrived(handle, outcome.value);
      return;
    }
    const { failure } = outcome;
    if (failure.kind === 'cancelled') {
      setState(null);
      if (pinInstead) void unlockKey(handle);
    } else if (failure.kind === 'outcome-unknown' || failure.kind === 'key-removed') {
      setState(null);
      showFailure(failure, handle);
    } else setState({ handle, step: 'failed', failure });
  };
  /** Ends the wait on the key, or closes what failed. */
  const end = (): void => {
    if (state?.step === 'waiting') {
      setState({ handle: state.handle, step: 'ending' });
      void api().keys.cancel({ handle: state.handle });
    } else if (state?.step === 'failed') setState(null);
  };
  /** Opens the PIN window instead; while the key waits for the finger, once it waits no longer. */
  const usePin = (): void => {
    wantsPin.current = state?.step === 'waiting';
    end();
    if (state?.step === 'failed') void unlockKey(state.handle);
  };
  return { state, ask, end, usePin };
}
