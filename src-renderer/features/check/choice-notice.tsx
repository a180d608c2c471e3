import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { OutsideText } from '../../components/outside-text.tsx';
import { ToneIcon } from '../../components/tone-icon.tsx';
import { useTranslation } from '../../use-translation.tsx';
import { useCheckStore } from './check-store.ts';
import styles from './check-view.module.css';

/** Renders that what the desk had chosen earlier could not be read, until somebody has seen it: keys are held against less than before. */
export function ChoiceNotice() {
  const { t } = useTranslation();
  const notRead = useCheckStore((state) => state.desk?.notRead ?? null);
  if (notRead === null) return null;
  return (
    <div role="alert" className={styles['lost']}>
      <ToneIcon tone="warning" size={14} />
      <p>
        {t('check.window.choice-lost')} <OutsideText text={notRead} maximum={300} />
      </p>
      <Button onPress={() => void api().check.noticed()}>{t('check.window.choice-lost.seen')}</Button>
    </div>
  );
}
