import { Button } from '../../components/button.tsx';
import { CellMark, type CellMarkKind } from '../../components/cell-mark.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { useTranslation } from '../../use-translation.tsx';
import { closeSheet } from './desktop-store.ts';
import styles from './guide-dialog.module.css';

const chapters = ['begin', 'read', 'what-if', 'spare', 'lost', 'pin'] as const;
const marks = [
  'read',
  'manual',
  'chain',
  'unknown',
  'add',
  'absent',
  'lost',
] as const satisfies readonly CellMarkKind[];

/** Renders the guide: what Sparekey answers, what the signs of the matrix mean, and what to do when. */
export function GuideDialog() {
  const { t } = useTranslation();
  return (
    <Dialog
      wide
      title={t('manual.title')}
      onClose={closeSheet}
      actions={
        <Button autoFocus onPress={closeSheet}>
          {t('window.common.close')}
        </Button>
      }
    >
      <p>{t('manual.answer')}</p>
      <section aria-labelledby="manual-signs">
        <h3 id="manual-signs">{t('manual.signs')}</h3>
        <ul className={styles['signs']}>
          <li>
            <CellMark kind="read" sole />
            {t('manual.sign.sole')}
          </li>
          {marks.map((kind) => (
            <li key={kind}>
              <CellMark kind={kind} />
              {t(`manual.sign.${kind}`)}
            </li>
          ))}
        </ul>
      </section>
      {chapters.map((chapter) => (
        <section key={chapter} aria-labelledby={`manual-${chapter}`}>
          <h3 id={`manual-${chapter}`}>{t(`manual.${chapter}.title`)}</h3>
          <p className={styles['text']}>{t(`manual.${chapter}.text`)}</p>
        </section>
      ))}
    </Dialog>
  );
}
