import { useEffect } from 'react';
import type { GenuinenessVerdict, MetadataState, SignInJudgement } from '../../../src-shared/domain/genuineness.ts';
import type { KeyFacts, KeyHandle } from '../../../src-shared/domain/plugged-key.ts';
import { genuinenessMessage, signInTestMessage } from '../../../src-shared/i18n/genuineness-message.ts';
import { OutsideText } from '../../components/outside-text.tsx';
import { Sentences } from '../../components/sentences.tsx';
import { SettingRow } from '../../components/setting-row.tsx';
import type { Tone } from '../../components/tone.ts';
import { ToneIcon } from '../../components/tone-icon.tsx';
import { rowReason } from '../../components/row-reason.ts';
import { useKeys } from '../../stores/keys-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import styles from './genuineness-rows.module.css';
import { importMetadata, loadMetadata, tryKey, useJudgement, useMetadata } from './genuineness-store.ts';

const tones: Readonly<Record<GenuinenessVerdict, Tone>> = {
  genuine: 'done',
  'not-genuine': 'critical',
  'not-proved': 'unknown',
};

/** Renders whether a key proved what it is, whether it signs in here, and the list of models that it is held against. */
export function GenuinenessRows({ handle, facts }: { readonly handle: KeyHandle; readonly facts: KeyFacts }) {
  const { t } = useTranslation();
  const judgement = useJudgement(handle);
  const metadata = useMetadata();
  const busy = useKeys((state) => state.progress[handle] !== undefined);
  useEffect(() => void loadMetadata(), []);
  const can = facts.capabilities.signInTest;
  const cannot = rowReason(t, can);
  const possible = can.answer !== 'no' && !busy;
  const check = () => void tryKey(handle);
  return (
    <>
      <SettingRow
        name={t('genuineness.row')}
        value={judgement === null ? t('genuineness.row.not-tried') : <Verdict judgement={judgement} />}
        meaning={cannot ?? (judgement === null ? t('genuineness.row.meaning') : <Proof judgement={judgement} />)}
        action={{ label: t('genuineness.row.button'), possible, onPress: check }}
      />
      <SettingRow
        name={t('sign-in-test.row')}
        value={
          judgement === null
            ? t('genuineness.row.not-tried')
            : t(judgement.signIn.works ? 'sign-in-test.row.works' : 'sign-in-test.row.fails')
        }
        meaning={
          cannot ??
          (judgement === null
            ? t('sign-in-test.row.meaning')
            : signInTestMessage(t, judgement.signIn).map((line) => (
                <span key={line} className={styles['proof']}>
                  {line}
                </span>
              )))
        }
        action={{ label: t('sign-in-test.row.button'), possible, onPress: check }}
      />
      {metadata === undefined ? null : <ListRow metadata={metadata} />}
    </>
  );
}

/** Renders the list of models that keys are held against; null: none was imported. */
function ListRow({ metadata }: { readonly metadata: MetadataState | null }) {
  const { t } = useTranslation();
  return (
    <SettingRow
      name={t('genuineness.list')}
      value={metadata === null ? t('genuineness.list.none') : t('genuineness.list.number', { number: metadata.number })}
      meaning={
        <Sentences>
          {metadata === null
            ? null
            : t(metadata.outOfDate ? 'genuineness.list.out-of-date' : 'genuineness.list.next', {
                date: metadata.nextUpdate,
              })}
          {t('genuineness.next.no-metadata')}
        </Sentences>
      }
      action={{ label: t('genuineness.list.button'), possible: true, onPress: () => void importMetadata(t) }}
    />
  );
}

function Verdict({ judgement }: { readonly judgement: SignInJudgement }) {
  const { t } = useTranslation();
  const { verdict } = judgement.genuineness;
  return (
    <b className={styles['verdict']}>
      <ToneIcon tone={tones[verdict]} size={14} />
      {t(`genuineness.verdict.${verdict}`)}
    </b>
  );
}

function Proof({ judgement }: { readonly judgement: SignInJudgement }) {
  const { t } = useTranslation();
  const { reason, next, proved, notProved, notes } = genuinenessMessage(t, judgement);
  return (
    <span className={styles['proof']}>
      {[reason, ...(next === null ? [] : [next]), ...notes].map((line) => (
        <span key={line} className={styles['proof']}>
          <OutsideText text={line} maximum={400} />
        </span>
      ))}
      <Items heading={t('genuineness.proved')} items={proved} />
      <Items heading={t('genuineness.not-proved')} items={notProved} />
    </span>
  );
}

function Items({ heading, items }: { readonly heading: string; readonly items: readonly string[] }) {
  if (items.length === 0) return null;
  return (
    <span className={styles['proof']} role="group" aria-label={heading}>
      <b>{heading}</b>
      {items.map((item) => (
        <span key={item} className={styles['proof']}>
          • <OutsideText text={item} maximum={200} />
        </span>
      ))}
    </span>
  );
}
