import { useEffect } from 'react';
import type { FingerprintSensor } from '../../../../src-shared/domain/fingerprint.ts';
import { classes } from '../../../components/classes.ts';
import { useKeyName } from '../../../components/use-key-name.ts';
import { useKeys } from '../../../stores/keys-store.ts';
import { announce } from '../../../stores/notice-store.ts';
import { useTranslation } from '../../../use-translation.tsx';
import styles from './samples.module.css';

/** Renders how far an enrolment has come, one segment for each sample, and what the sensor said of the last one, which is also spoken. */
export function Samples({ handle, sensor }: { readonly handle: string; readonly sensor: FingerprintSensor }) {
  const { t } = useTranslation();
  const keyName = useKeyName(handle);
  const progress = useKeys((state) => state.progress[handle]);
  const done = progress?.done ?? 0;
  const total = progress?.total ?? sensor.samples ?? 0;
  const sample = progress?.sample ?? null;
  const words = sample === null ? t('window.progress.finger', { key: keyName }) : t(`fingerprint.sample.${sample}`);
  const count = t('fingerprint.count-of-total', { done, total });
  // Every sample is said, also one that is as the one before.
  useEffect(() => announce(`${words} ${count}`, 'assertive'), [progress, words, count]);
  return (
    <div className={styles['samples']}>
      <div
        role="progressbar"
        aria-label={t('window.fingerprints.samples')}
        aria-valuenow={done}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuetext={count}
        className={styles['segments']}
      >
        {Array.from({ length: total }, (_, index) => (
          <i key={index} className={classes(styles['segment'], index < done && styles['taken'])} />
        ))}
      </div>
      <p className={styles['count']}>{count}</p>
      <p className={classes(styles['words'], sample !== null && sample !== 'good' && styles['not-taken'])}>{words}</p>
    </div>
  );
}
