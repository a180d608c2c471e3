import type { KeyView } from '../../../src-shared/domain/key-view.ts';
import { CannotTell, SettingRow } from '../../components/setting-row.tsx';
import { rowReason } from '../../components/row-reason.ts';
import { useTranslation } from '../../use-translation.tsx';
import { forgetReadAccess, keepReadAccess } from './read-access-actions.ts';
import { type ReadAccessState, useKeptReadAccess } from './use-kept-read-access.ts';

/**
 * Renders whether this computer lists the passkeys of a key without its PIN, what that allows and where it is kept, and what grants or ends it. Nothing
 * for a key that does not offer it and to which none is kept.
 */
export function ReadAccessRow({ plugged, keyId }: { readonly plugged: KeyView | null; readonly keyId: string | null }) {
  const { t } = useTranslation();
  const [kept, askAgain] = useKeptReadAccess(keyId, plugged?.readAccess ?? null);
  const can = plugged?.facts?.capabilities.keepReadAccess ?? null;
  const isOffered = can !== null && (can.answer !== 'no' || can.reason !== 'no-read-access');
  if (kept === null || (kept !== 'kept' && !isOffered)) return null;
  const reason = can === null ? null : rowReason(t, can);
  const handle = plugged?.handle ?? null;
  const mayKeep = reason === null && keyId !== null && kept !== 'unreachable';
  return (
    <SettingRow
      name={t('window.read-access')}
      value={
        kept === 'unreachable' ? (
          <CannotTell>{t('window.security.pin.unknown')}</CannotTell>
        ) : (
          t(kept === 'kept' ? 'window.read-access.kept' : 'window.read-access.not-kept')
        )
      }
      meaning={
        kept === 'kept' || reason === null
          ? t(`window.read-access.meaning.${keyId === null ? 'not-remembered' : kept}`)
          : reason
      }
      action={actionOf(kept)}
    />
  );

  function actionOf(now: ReadAccessState) {
    if (now === 'kept' && keyId !== null) {
      const forget = () => void forgetReadAccess(t, keyId).then(askAgain);
      return { label: t('window.read-access.forget'), possible: true, onPress: forget };
    }
    if (handle === null) return null;
    const keep = () => void keepReadAccess(t, handle).then(askAgain);
    return { label: t('window.read-access.keep'), possible: mayKeep, onPress: keep };
  }
}
