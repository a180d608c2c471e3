import { useState } from 'react';
import type { SentToKey } from '../../../src-shared/domain/sent-command.ts';
import { operationText, sentLines } from '../../../src-shared/key-facts/sent-text.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';
import styles from './sent-dialog.module.css';

/** Renders the button that shows what was sent to a key. */
export function SentButton({ handle }: { readonly handle: string }) {
  const { t } = useTranslation();
  const [sent, setSent] = useState<SentToKey | null>(null);
  const show = async () => {
    const answer = await run(api().keys.sent({ handle }), handle);
    if (answer !== undefined) setSent(answer);
  };
  return (
    <p>
      <Button onPress={() => void show()}>{t('window.sent.button')}</Button>
      {sent === null ? null : <SentDialog sent={sent} onClose={() => setSent(null)} />}
    </p>
  );
}

function SentDialog({ sent, onClose }: { readonly sent: SentToKey; readonly onClose: () => void }) {
  const { t, locale } = useTranslation();
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' });
  return (
    <Dialog
      wide
      title={t('window.sent.title')}
      onClose={onClose}
      actions={
        <>
          <CopyButton text={sentLines(t, sent).join('\n')} />
          <Button look="primary" onPress={onClose}>
            {t('window.common.close')}
          </Button>
        </>
      }
    >
      <p>{t('window.sent.explain')}</p>
      {sent.commands.length === 0 ? <p>{t('window.sent.none')}</p> : null}
      {sent.dropped === 0 ? null : <p>{t('facts.sent.dropped', { count: sent.dropped })}</p>}
      <div className={styles['scroll']} tabIndex={0} role="region" aria-label={t('window.sent.title')}>
        <table className={styles['table']}>
          <thead>
            <tr>
              {(['time', 'operation', 'command', 'status', 'milliseconds'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`window.sent.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sent.commands.map(({ at, operation, command, status, milliseconds }, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- rows are never moved, and two commands may be alike
              <tr key={index}>
                <td>{time.format(new Date(at))}</td>
                <td>{operationText(t, operation)}</td>
                <td>{command}</td>
                <td>{status}</td>
                <td>{milliseconds}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Dialog>
  );
}
