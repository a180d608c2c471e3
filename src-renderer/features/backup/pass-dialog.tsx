import { useId, useState } from 'react';
import { passLimits } from '../../../src-shared/plans/access-pass.ts';
import type { CoverageAccount } from '../../../src-shared/coverage/coverage-account.ts';
import { type OtherWayIn, unsaidOfOtherWay } from '../../../src-shared/domain/other-way-in.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Message } from '../../components/message.tsx';
import { OutsideText } from '../../components/outside-text.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useInventory } from '../../stores/inventory-store.ts';
import { showDone } from '../../stores/notice-store.ts';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';
import styles from './backup-view.module.css';
import { accountName } from '../../../src-shared/i18n/backup-message.ts';
import { entraServiceId } from './entra.ts';
import { localMoment, readMoment } from './local-moment.ts';
import { foldText } from '../../../src-shared/lib/fold-text.ts';

const lengths = ['10', '30', '60', '120', '240', '480', '1440', 'until'] as const;
type Length = (typeof lengths)[number];

const noWays: readonly OtherWayIn[] = [];

/**
 * Renders what a Temporary Access Pass is, and asks for the time it runs: never for the pass itself. Without an account it asks
 * for its name too.
 */
export function PassDialog({
  account,
  onClose,
}: {
  readonly account: CoverageAccount | null;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  const ways = useInventory((state) => state.snapshot?.otherWaysIn ?? noWays);
  const [now] = useState(Date.now);
  const [start, setStart] = useState(() => localMoment(now));
  const [length, setLength] = useState<Length>('60');
  const [end, setEnd] = useState(() => localMoment(now + passLimits.usualMinutes * 60_000));
  const [typed, setTyped] = useState('');
  const userName = account === null ? typed.trim() : account.userName;
  const present = ways.filter(
    (way) =>
      way.kind === 'temporary-access-pass' &&
      way.serviceId === entraServiceId &&
      (account?.userId == null || way.userId === null
        ? foldText(way.userName) === foldText(userName)
        : way.userId === account.userId),
  );
  const from = readMoment(start);
  const until = length === 'until' ? readMoment(end) : from === null ? null : from + Number(length) * 60_000;
  const error =
    userName === ''
      ? t('backup.pass.no-account')
      : account === null && !isAccountName(typed)
        ? t('backup.pass.not-an-account')
        : from === null
          ? t('backup.pass.bad-start')
          : until === null || until <= from || until - from > passLimits.longestMinutes * 60_000
            ? t('backup.pass.bad-end')
            : until <= now
              ? t('backup.pass.ended-already')
              : null;
  const save = async () => {
    if (from === null || until === null || error !== null) return;
    const way = {
      ...unsaidOfOtherWay,
      serviceId: entraServiceId,
      rpId: account?.rpId ?? null,
      userId: account?.userId ?? null,
      userName,
      kind: 'temporary-access-pass' as const,
      providerId: 'temporary-access-pass',
      name: t('backup.pass.name'),
      validFrom: new Date(from).toISOString(),
      validUntil: new Date(until).toISOString(),
    };
    if ((await run(api().inventory.addOtherWayIn(way))) === undefined) return;
    // Only one pass can exist for an account: the new one has ended the old.
    for (const { id } of present) await run(api().inventory.removeOtherWayIn({ id }));
    showDone(t('backup.pass.saved'));
    onClose();
  };
  return (
    <Dialog
      title={t('backup.pass.title')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('window.common.cancel')}</Button>
          <Button look="primary" disabled={error !== null} onPress={() => void save()}>
            {t('backup.pass.save')}
          </Button>
        </>
      }
    >
      {account === null ? null : (
        <p>
          <OutsideText text={accountName({ account })} />
        </p>
      )}
      <p>{t('backup.pass.what')}</p>
      <ul className={styles['needs']}>
        <li>{t('backup.pass.rule.single-use', { minutes: passLimits.singleUseMinutes })}</li>
        <li>{t('backup.pass.rule.one')}</li>
        <li>{t('backup.pass.rule.admins')}</li>
        <li>{t('backup.pass.rule.both')}</li>
      </ul>
      {account === null ? (
        <TextField
          label={t('backup.pass.account')}
          hint={t('backup.pass.account.hint')}
          value={typed}
          maximum={200}
          onChange={setTyped}
        />
      ) : null}
      <Moment label={t('backup.pass.starts')} value={start} onChange={setStart} />
      <SelectField
        label={t('backup.pass.length')}
        value={length}
        options={lengths.map((value) => ({ value, label: lengthText(t, value) }))}
        onChange={setLength}
      />
      {length === 'until' ? <Moment label={t('backup.pass.ends')} value={end} onChange={setEnd} /> : null}
      {error === null ? null : (
        <p className={styles['error']} role="alert">
          {error}
        </p>
      )}
      {present.length === 0 ? null : <Message tone="notice">{t('backup.pass.replaces')}</Message>}
    </Dialog>
  );
}

// Every user principal name has an @ with something on both sides; a pass has none, and must not be stored by mistake.
function isAccountName(text: string): boolean {
  return /^[^\s@]+@[^\s@]+$/.test(text.trim());
}

function lengthText(t: ReturnType<typeof useTranslation>['t'], length: Length): string {
  if (length === 'until') return t('backup.pass.length.until');
  const minutes = Number(length);
  return minutes < 60
    ? t('backup.pass.length.minutes', { minutes })
    : t('backup.pass.length.hours', { hours: minutes / 60 });
}

function Moment({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const id = useId();
  return (
    <div className={styles['moment']}>
      <label htmlFor={id}>{label}</label>
      <input id={id} type="datetime-local" value={value} onChange={(event) => onChange(event.target.value)} />
    </div>
  );
}
