import { useState } from 'react';
import type { BackupItem } from '../../../src-shared/plans/backup-plan-types.ts';
import type { EndpointHosts } from '../../../src-shared/ipc/backup-contract.ts';
import { displayRpId } from '../../../src-shared/lib/display-text.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { useInventory } from '../../stores/inventory-store.ts';
import { announce } from '../../stores/notice-store.ts';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';
import styles from './backup-view.module.css';

/**
 * Renders the button that asks the service itself for its page: the only request to the network. Only rendered where the person allowed it,
 * and asked only at a press.
 */
export function EndpointsPart({ item, sessionId }: { readonly item: BackupItem; readonly sessionId: string }) {
  const { t } = useTranslation();
  const allowed = useInventory((state) => state.snapshot?.preferences.allowPasskeyEndpoints === true);
  const [asking, setAsking] = useState(false);
  const [answer, setAnswer] = useState<EndpointHosts | null>(null);
  const { accountId } = item.account;
  if (!allowed || item.rpIdToAsk === null) return null;
  const rpId = displayRpId(item.rpIdToAsk, 120);
  const ask = async () => {
    setAsking(true);
    const answered = await run(api().backup.askEndpoints({ sessionId, accountId }));
    setAsking(false);
    if (answered === undefined) return;
    setAnswer(answered);
    if (answered.state === 'none') announce(t(`backup.endpoints.${answered.reason}`, { rpId }));
  };
  const pages =
    answer?.state === 'found'
      ? (['enroll', 'manage'] as const).flatMap((page) => {
          const host = answer[page];
          return host === null ? [] : [{ page, host: displayRpId(host, 120) }];
        })
      : [];
  return (
    <div className={styles['part']}>
      {pages.length > 0 ? null : (
        <>
          <Button disabled={asking} describedBy="backup-endpoints" onPress={() => void ask()}>
            {asking ? t('backup.endpoints.asking', { rpId }) : t('backup.endpoints.ask')}
          </Button>
          <p id="backup-endpoints" className={styles['quiet']}>
            {t('backup.endpoints.explain', { rpId })}
          </p>
        </>
      )}
      {answer?.state === 'none' ? <p>{t(`backup.endpoints.${answer.reason}`, { rpId })}</p> : null}
      {pages.map(({ page, host }) => (
        <Button key={page} onPress={() => void run(api().backup.openEndpoint({ sessionId, accountId, page }))}>
          {t(`backup.endpoints.${page}`, { host })}
        </Button>
      ))}
    </div>
  );
}
