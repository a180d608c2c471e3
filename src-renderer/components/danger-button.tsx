import { type MouseEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { otpStore, wasTypedByMachine } from '../input/otp-guard.ts';
import { announce } from '../stores/notice-store.ts';
import { useTranslation } from '../use-translation.tsx';
import styles from './button.module.css';
import { classes } from './classes.ts';
import fieldStyles from './field.module.css';

/** The time that a destructive button rests before it can be pressed. */
export const armDelay = 1_500;

type ButtonGuard = 'arming' | 'armed' | 'too-fast' | 'still-pointer';

/**
 * Renders the button that destroys. It can be focused from the start but is live only after a rest, which is announced. A burst of typed
 * keys starts the rest again; a mouse that has not moved since the dialog opened is asked to move (a click meant for what was there
 * before). Enter, Space, a screen reader's click, touch and slow keyboards are never refused once it is live.
 */
export function DangerButton({
  children,
  onConfirm,
  busy = false,
}: {
  readonly children: ReactNode;
  readonly onConfirm: () => void;
  readonly busy?: boolean;
}) {
  const { t } = useTranslation();
  const hint = useId();
  const [rest, setRest] = useState<ButtonGuard>('arming');
  const [round, setRound] = useState(0);
  const pointerMoved = useRef(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      setRest('armed');
      announce(t('window.danger.ready'));
    }, armDelay);
    return () => clearTimeout(timer);
  }, [round, t]);
  useEffect(() => {
    const moved = () => {
      pointerMoved.current = true;
    };
    window.addEventListener('pointermove', moved);
    return () => window.removeEventListener('pointermove', moved);
  }, []);
  const startAgain = (reason: ButtonGuard) => {
    setRest(reason);
    setRound((before) => before + 1);
  };
  useEffect(() => otpStore.subscribe(() => startAgain('too-fast')), []);
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (busy || rest === 'arming' || rest === 'too-fast') return;
    // A click made by Enter, Space or assistive technology has detail 0; it needs no pointer.
    const byMouse = event.detail > 0 && !touched(event);
    if (byMouse && !pointerMoved.current) {
      setRest('still-pointer');
      announce(t('window.danger.move-pointer'), 'assertive');
      return;
    }
    if (event.detail === 0 && wasTypedByMachine(event.timeStamp)) {
      startAgain('too-fast');
      announce(t('window.danger.too-fast'), 'assertive');
      return;
    }
    onConfirm();
  };
  const resting = rest === 'arming' || rest === 'too-fast';
  const words =
    rest === 'too-fast' ? 'window.danger.too-fast' : rest === 'still-pointer' ? 'window.danger.move-pointer' : null;
  return (
    <>
      <button
        type="button"
        className={classes(styles['button'], !resting && styles['danger'])}
        aria-disabled={resting || busy}
        aria-describedby={hint}
        onClick={press}
      >
        {children}
      </button>
      <span id={hint} className={words === null ? fieldStyles['hidden'] : fieldStyles['error']}>
        {words === null ? (resting ? t('window.danger.wait') : '') : t(words)}
      </span>
    </>
  );
}

function touched(event: MouseEvent<HTMLButtonElement>): boolean {
  return 'pointerType' in event.nativeEvent && event.nativeEvent.pointerType === 'touch';
}
