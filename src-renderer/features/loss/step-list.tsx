import { useId, useMemo } from 'react';
import type { PlanTask } from '../../../src-shared/plans/recovery-plan-types.ts';
import type { StepMessage } from '../../../src-shared/i18n/recovery-message.ts';
import { api } from '../../api.ts';
import { openPage } from '../../components/open-page.ts';
import { Button } from '../../components/button.tsx';
import { classes } from '../../components/classes.ts';
import { useTranslation } from '../../use-translation.tsx';
import styles from './step-list.module.css';
import { hostOf } from '../../components/host-of.ts';
import { VirtualLines } from '../../components/virtual-lines.tsx';

interface StepItem {
  readonly id: string;
  /** Made when it is drawn: a bag of keys touches thousands of accounts. */
  readonly message: () => StepMessage;
  readonly serviceId: string;
  /** ISO 8601; null: it is still to do. */
  readonly doneAt: string | null;
  readonly disabled: boolean;
  readonly onChange: (done: boolean) => void;
}

export interface StepSection {
  readonly task: PlanTask;
  readonly steps: readonly StepItem[];
}

type Line =
  { readonly type: 'heading'; readonly section: StepSection } | { readonly type: 'step'; readonly step: StepItem };

/** Renders what to do, by section; only what is on the screen exists. */
export function StepList({ label, sections }: { readonly label: string; readonly sections: readonly StepSection[] }) {
  const lines = useMemo(
    () =>
      sections
        .filter((section) => section.steps.length > 0)
        .flatMap((section): Line[] => [
          { type: 'heading', section },
          ...section.steps.map((step): Line => ({ type: 'step', step })),
        ]),
    [sections],
  );
  return (
    <VirtualLines
      label={label}
      lines={lines}
      estimateHeight={(line) => (line.type === 'heading' ? 72 : 104)}
      keyOf={(line) => (line.type === 'heading' ? line.section.task : line.step.id)}
      overscan={6}
      draw={(line) => (line.type === 'heading' ? <Heading section={line.section} /> : <Step step={line.step} />)}
    />
  );
}

function Heading({ section }: { readonly section: StepSection }) {
  const { t } = useTranslation();
  return (
    <div className={styles['heading']}>
      <h2>
        {t(`loss.task.${section.task}`)}{' '}
        <span className={styles['count']}>{t('window.loss.count', { count: section.steps.length })}</span>
      </h2>
      <p>{t(`loss.task.${section.task}.why`)}</p>
    </div>
  );
}

function Step({ step }: { readonly step: StepItem }) {
  const { t, dateTime } = useTranslation();
  const { title, lines } = step.message();
  const id = useId();
  const isDone = step.doneAt !== null;
  return (
    <div className={classes(styles['step'], isDone && styles['done'])}>
      <input
        type="checkbox"
        checked={isDone}
        disabled={step.disabled}
        aria-labelledby={id}
        onChange={(event) => step.onChange(event.target.checked)}
      />
      <div>
        <p className={styles['title']} id={id}>
          <bdi className={styles['name']}>{title}</bdi>{' '}
          {isDone ? (
            <span className={styles['doneAt']}>{t('window.loss.done-at', { at: dateTime(step.doneAt) })}</span>
          ) : null}
        </p>
        <ul className={styles['sentences']}>
          {lines.map((line) => (
            <li key={`${line.text}${line.url ?? ''}`}>
              <bdi>{line.text}</bdi>
              {line.isPage && line.url !== null ? (
                <>
                  {' '}
                  <Button
                    look="link"
                    describedBy={id}
                    onPress={() => void openPage(t, api().loss.openPage({ serviceId: step.serviceId }))}
                  >
                    {t('window.account.open-page', { host: hostOf(line.url) })}
                  </Button>
                </>
              ) : null}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
