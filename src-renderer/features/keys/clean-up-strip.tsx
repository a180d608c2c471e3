import type { CleanUpReason } from '../../../src-shared/coverage/clean-up.ts';
import { serviceNameIn } from '../../../src-shared/i18n/service-name.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { Button } from '../../components/button.tsx';
import { Message } from '../../components/message.tsx';
import { useTranslation } from '../../use-translation.tsx';
import type { PasskeyRow } from './passkey-rows.ts';
import styles from './passkeys-tab.module.css';

/** A passkey that is probably of no use any more. */
export interface CleanUpRow {
  readonly row: PasskeyRow;
  readonly reason: CleanUpReason;
}

/** Renders which passkeys of a key are probably of no use any more, and selects them; it deletes nothing. */
export function CleanUpStrip({
  found,
  onSelect,
}: {
  readonly found: readonly CleanUpRow[];
  /** Null where nothing can be deleted now. */
  readonly onSelect: (() => void) | null;
}) {
  const { t, locale } = useTranslation();
  if (found.length === 0) return null;
  const reasons = new Set(
    found.map(({ row, reason }) =>
      t('deletion.clean-up.retired-rp-id', {
        rpId: displayText(row.rpId ?? '', 80),
        service: serviceNameIn(reason.service, locale),
        since: reason.since,
      }),
    ),
  );
  return (
    <div className={styles['warning']}>
      <Message tone="notice">
        <p>
          <strong>{t('deletion.clean-up', { count: found.length })}</strong>
        </p>
        {[...reasons].map((reason) => (
          <p key={reason}>{reason}</p>
        ))}
        {onSelect === null ? null : (
          <p>
            <Button look="plain" onPress={onSelect}>
              {t('deletion.clean-up.select', { count: found.length })}
            </Button>
          </p>
        )}
      </Message>
    </div>
  );
}
