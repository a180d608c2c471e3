import type { DeletionLoss } from '../../../src-shared/ipc/deletion-contract.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { Message } from '../../components/message.tsx';
import { OutsideText } from '../../components/outside-text.tsx';
import { ToneIcon } from '../../components/tone-icon.tsx';
import { useTranslation } from '../../use-translation.tsx';
import styles from './delete-dialog.module.css';
import { DeletedPasskey } from './deleted-passkey.tsx';

/** Renders the passkeys that would be deleted in one go, worst first: each with what opens its account once all of them are gone. */
export function DeletionLosses({
  losses,
  keyLabel,
}: {
  readonly losses: readonly DeletionLoss[];
  readonly keyLabel: string;
}) {
  const { t } = useTranslation();
  const only = losses.filter(({ onlyKnownWay }) => onlyKnownWay);
  const others = losses.filter(({ onlyKnownWay }) => !onlyKnownWay);
  return (
    <>
      <p>
        {t('window.delete.key')} <OutsideText text={keyLabel} />
      </p>
      {only.length === 0 ? null : (
        <Message tone="critical">
          <p>
            <strong>{t('deletion.only-way', { count: only.length })}</strong>
          </p>
        </Message>
      )}
      <ul className={styles['several']}>
        {[...only, ...others].map((loss) => (
          <li key={`${loss.passkey.rpIdHash}:${loss.passkey.credentialId}`}>
            <ToneIcon tone={loss.onlyKnownWay ? 'critical' : 'done'} size={13} />
            <div>
              <DeletedPasskey loss={loss} />
              <Afterwards loss={loss} />
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

function Afterwards({ loss }: { readonly loss: DeletionLoss }) {
  const { t } = useTranslation();
  const { onlyKnownWay, closedToo } = loss;
  const join = (names: readonly string[]) => names.map((name) => displayText(name, 60)).join(t('list.separator'));
  const others = join([...loss.otherKeys, ...loss.otherWaysIn]);
  return (
    <>
      <p className={styles['quiet']}>
        {onlyKnownWay
          ? t('deletion.nothing-else')
          : others === ''
            ? t('deletion.same-key')
            : t('deletion.also-opens', { names: others })}
      </p>
      {closedToo.length === 0 ? null : (
        <p>{t('delete.closed-too', { count: closedToo.length, names: join(closedToo) })}</p>
      )}
    </>
  );
}
