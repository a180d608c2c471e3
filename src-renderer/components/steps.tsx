import type { ReactNode } from 'react';
import { useTranslation } from '../use-translation.tsx';
import { Icon } from './icon.tsx';
import styles from './steps.module.css';

export interface Step {
  readonly id: string;
  readonly state: 'done' | 'current' | 'todo';
  readonly title: ReactNode;
  readonly detail?: ReactNode;
  /** At the end of its line, such as "open". */
  readonly end?: string;
  readonly content?: ReactNode;
}

/**
 * Renders numbered steps in a row (`strip`), or one below the other (`rail`). `plan`: a rail of steps that are all to be taken, in order.
 * `danger`: the current step destroys something.
 */
export function Steps({
  label,
  steps,
  look,
  danger = false,
}: {
  readonly label: string;
  readonly steps: readonly Step[];
  readonly look: 'strip' | 'rail' | 'plan';
  readonly danger?: boolean;
}) {
  const { t } = useTranslation();
  return (
    <ol className={styles['steps']} aria-label={label} data-look={look} data-danger={danger}>
      {steps.map(({ id, state, title, detail, end, content }, index) => (
        <li
          key={id}
          className={styles['step']}
          data-state={state}
          aria-current={state === 'current' ? 'step' : undefined}
        >
          <span className={styles['number']} aria-hidden="true">
            {state === 'done' ? <Icon name="check" size={12} /> : index + 1}
          </span>
          <div className={styles['text']}>
            <span className={styles['title']}>{title}</span>
            {state === 'done' ? <span className="spoken"> {t('window.step.done')}</span> : null}
            {detail === undefined ? null : <span className={styles['detail']}> {detail}</span>}
            {content}
          </div>
          {end === undefined ? null : <span className={styles['end']}>{end}</span>}
        </li>
      ))}
    </ol>
  );
}
