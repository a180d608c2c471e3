import { useId, useState } from 'react';
import type { InventoryKey } from '../../../src-shared/domain/inventory-key.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { KeyDialog } from '../../components/key-dialog.tsx';
import { useInventory } from '../../stores/inventory-store.ts';
import { questionAnswered, useKeys, type WhichKeyQuestion } from '../../stores/keys-store.ts';
import { run } from '../../stores/run.ts';
import { identifyKey } from './key-operations.ts';
import { useTranslation } from '../../use-translation.tsx';
import styles from './which-key-dialog.module.css';

/** Asks which remembered key a reading belongs to, where nothing on the key itself tells. */
export function WhichKeyDialog() {
  const question = useKeys((state) => state.questions[0]);
  return question === undefined ? null : <Question key={question.handle} question={question} />;
}

const noKeys: readonly InventoryKey[] = [];

function Question({ question }: { readonly question: WhichKeyQuestion }) {
  const { t, ago } = useTranslation();
  const keys = useInventory((state) => state.snapshot?.keys ?? noKeys);
  const [answer, setAnswer] = useState<string | null>(null);
  const group = useId();
  const { handle } = question;
  const candidates = keys.filter((key) => question.candidates.includes(key.id));
  const close = () => questionAnswered(handle);
  const assign = async () => {
    if (answer === null) return;
    const stored = await run(api().keys.assign({ handle, keyId: answer === newKey ? null : answer }));
    if (stored !== undefined) close();
  };
  return (
    <KeyDialog
      handle={handle}
      title={t('window.which-key.title')}
      onClose={close}
      actions={
        <>
          <Button onPress={() => void identifyKey(t, handle)}>{t('window.key.identify')}</Button>
          <Button onPress={close}>{t('window.which-key.later')}</Button>
          <Button look="primary" disabled={answer === null} onPress={() => void assign()}>
            {t('window.which-key.save')}
          </Button>
        </>
      }
    >
      <p>{t('window.which-key.explain')}</p>
      <div role="radiogroup" aria-label={t('window.which-key.title')} className={styles['choices']}>
        {candidates.map((key) => (
          <label key={key.id} className={styles['choice']}>
            <input type="radio" name={group} checked={answer === key.id} onChange={() => setAnswer(key.id)} />
            <bdi className={styles['name']}>{displayText(key.label, 80)}</bdi>
            <span className={styles['facts']}>
              {[key.model, key.place, t('window.which-key.last-seen', { when: ago(key.lastSeen) })]
                .filter((fact) => fact !== null && fact !== '')
                .join(' · ')}
            </span>
          </label>
        ))}
        <label className={styles['choice']}>
          <input type="radio" name={group} checked={answer === newKey} onChange={() => setAnswer(newKey)} />
          <span>{t('window.which-key.new')}</span>
        </label>
      </div>
    </KeyDialog>
  );
}

const newKey = '';
