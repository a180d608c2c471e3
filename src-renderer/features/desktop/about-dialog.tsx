import { useEffect, useState } from 'react';
import type { Licence } from '../../../src-shared/domain/licence.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { useTranslation } from '../../use-translation.tsx';
import styles from './about-dialog.module.css';
import { closeSheet } from './desktop-store.ts';

interface About {
  readonly versions: readonly { readonly name: string; readonly version: string }[];
  readonly licences: readonly Licence[];
}

/** Renders the versions of the program and of what it runs on, and the licence of every package that is shipped. */
export function AboutDialog() {
  const { t } = useTranslation();
  const [about, setAbout] = useState<About>({ versions: [], licences: [] });
  useEffect(() => {
    let shown = true;
    const load = async () => {
      const found = await api().app.about();
      if (shown) setAbout(found);
    };
    void load();
    return () => {
      shown = false;
    };
  }, []);
  const { versions, licences } = about;
  return (
    <Dialog
      wide
      title={t('about.title')}
      onClose={closeSheet}
      actions={
        <>
          <CopyButton text={versions.map(({ name, version }) => `${name} ${version}`).join('\n')} />
          <Button autoFocus onPress={closeSheet}>
            {t('window.common.close')}
          </Button>
        </>
      }
    >
      <p>{t('about.purpose')}</p>
      <dl className={styles['versions']}>
        {versions.map(({ name, version }) => (
          <div key={name}>
            <dt>{name === 'system' ? t('about.system') : name}</dt>
            <dd>{version}</dd>
          </div>
        ))}
      </dl>
      <section aria-labelledby="about-licences">
        <h3 id="about-licences" className={styles['heading']}>
          {t('about.licences', { count: licences.length })}
        </h3>
        <p className={styles['quiet']}>{t('about.chromium')}</p>
        <ul className={styles['licences']} aria-labelledby="about-licences">
          {licences.map((one) => (
            <li key={`${one.name} ${one.version}`}>
              <details>
                <summary>
                  <b>{one.name}</b> {one.version}{' '}
                  <span className={styles['quiet']}>{one.licence === '' ? t('about.see-text') : one.licence}</span>
                </summary>
                <pre className={styles['text']}>{one.text === '' ? t('about.no-text') : one.text}</pre>
              </details>
            </li>
          ))}
        </ul>
      </section>
    </Dialog>
  );
}
