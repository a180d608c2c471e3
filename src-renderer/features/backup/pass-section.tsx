import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { useApp } from '../../stores/app-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import styles from './backup-view.module.css';
import { entraServiceId } from './entra.ts';
import { PassDialog } from './pass-dialog.tsx';

/** Renders the button that records a Temporary Access Pass before any key opens the account: the way to the first two keys. */
export function PassSection() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const known = useApp((state) => state.services.some(({ id }) => id === entraServiceId));
  if (!known) return null;
  return (
    <section className={styles['sessions']} aria-labelledby="backup-pass">
      <h2 id="backup-pass">{t('backup.pass.section')}</h2>
      <div className={styles['offer']}>
        <p className={styles['quiet']}>{t('backup.pass.section.explain')}</p>
        <Button onPress={() => setOpen(true)}>{t('backup.pass.offer')}</Button>
      </div>
      {open ? <PassDialog account={null} onClose={() => setOpen(false)} /> : null}
    </section>
  );
}
