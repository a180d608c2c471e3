import { useState } from 'react';
import type { InventoryKey } from '../../../src-shared/domain/inventory-key.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Message } from '../../components/message.tsx';
import { showDone } from '../../stores/notice-store.ts';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';

/** Renders that a key is recorded as lost, whether or not it is plugged in, and the button for one that was found. */
export function LostNotice({ record, lostAt }: { readonly record: InventoryKey; readonly lostAt: string }) {
  const { t, day } = useTranslation();
  const [asking, setAsking] = useState(false);
  const label = displayText(record.label, 80);
  const found = async () => {
    setAsking(false);
    if ((await run(api().inventory.markFound({ keyId: record.id }))) === undefined) return;
    showDone(t('window.lost.done', { key: label }));
  };
  const seenSince = Date.parse(record.lastSeen) > Date.parse(lostAt);
  return (
    <Message tone="warning">
      <p>
        {t('window.lost.state', { day: day(lostAt) })}
        {seenSince ? ` ${t('window.lost.seen-since', { day: day(record.lastSeen) })}` : ''}{' '}
        <Button look="link" onPress={() => setAsking(true)}>
          {t('window.lost.found')}
        </Button>
      </p>
      {asking ? (
        <Dialog
          title={t('window.lost.title', { key: label })}
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button onPress={() => setAsking(false)}>{t('window.common.cancel')}</Button>
              <Button look="primary" onPress={() => void found()}>
                {t('window.lost.confirm')}
              </Button>
            </>
          }
        >
          <p>{t('window.lost.explain')}</p>
        </Dialog>
      ) : null}
    </Message>
  );
}
