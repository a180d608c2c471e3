import { useMemo } from 'react';
import { changesAtLastReading } from '../../../src-shared/plans/reading-changes.ts';
import type { Activity } from '../../../src-shared/domain/activity.ts';
import { readingChangesMessage } from '../../../src-shared/i18n/reminder-message.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { RpId } from '../../components/outside-text.tsx';
import { useInventory } from '../../stores/inventory-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import styles from './reminders.module.css';

const nothing: readonly Activity[] = [];
const kinds = ['vanished', 'added', 'renamed'] as const;

/** Renders on a key's page what its last reading found to be different from the one before. */
export function ReadingChangesSection({ keyId }: { readonly keyId: string }) {
  const { t, dateTime } = useTranslation();
  const activity = useInventory((state) => state.snapshot?.activity ?? nothing);
  const changes = useMemo(() => changesAtLastReading(activity, keyId), [activity, keyId]);
  if (changes === null) return null;
  const at = dateTime(changes.at);
  return (
    <section className={styles['changes']} aria-labelledby="reading-changes">
      <h2 id="reading-changes">{t('window.reading.title')}</h2>
      {changes.isFirst ? (
        <p>{t('window.reading.first', { at, count: changes.added.length })}</p>
      ) : (
        <>
          <p>{t('window.reading.since', { at, changes: readingChangesMessage(t, changes) })}</p>
          {kinds.map((kind) =>
            changes[kind].length === 0 ? null : (
              <div key={kind}>
                <h3>{t(`window.reading.${kind}`)}</h3>
                <ul>
                  {changes[kind].map((one) => (
                    <li key={one.id}>
                      <Line one={one} />
                    </li>
                  ))}
                </ul>
              </div>
            ),
          )}
        </>
      )}
    </section>
  );
}

function Line({ one }: { readonly one: Activity }) {
  const { t } = useTranslation();
  const { rpId, userName, formerUserName } = one.details;
  const user = displayText(userName ?? '', 120) || t('account.unnamed');
  return (
    <>
      <RpId rpId={rpId ?? '–'} />
      {': '}
      <bdi>
        {formerUserName === undefined || formerUserName === userName
          ? user
          : t('window.reading.former', { user, former: displayText(formerUserName, 120) })}
      </bdi>
    </>
  );
}
