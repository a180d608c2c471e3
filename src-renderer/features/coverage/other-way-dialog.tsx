import { useState } from 'react';
import type { OtherWayIn } from '../../../src-shared/domain/inventory.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { OutsideText } from '../../components/outside-text.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { showDone } from '../../stores/notice-store.ts';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';
import { serviceName } from './coverage-words.ts';
import { type AccountOfService, textOrNull } from './told-dialog.tsx';

// Its own list: the domain module would bring the validation library into the window, which the CSP does not let run whole.
const kinds = [
  'recovery-codes',
  'synced-passkey',
  'windows-hello',
  'microsoft-authenticator',
  'temporary-access-pass',
  'helpdesk',
  'other',
] as const satisfies readonly OtherWayIn['kind'][];

/** Asks what else opens an account: its kind, its name and where it is kept; never a code itself. */
export function OtherWayDialog({
  account: { service, account },
  onClose,
}: {
  readonly account: AccountOfService;
  readonly onClose: () => void;
}) {
  const { t, locale } = useTranslation();
  const [kind, setKind] = useState<OtherWayIn['kind']>('recovery-codes');
  const [name, setName] = useState('');
  const [place, setPlace] = useState('');
  const save = async () => {
    const saved = await run(
      api().inventory.addOtherWayIn({
        serviceId: service.inCatalogue ? service.serviceId : null,
        rpId: account.rpId,
        userId: account.userId,
        userName: account.userName,
        kind,
        name: name.trim(),
        place: textOrNull(place),
        note: null,
      }),
    );
    if (saved === undefined) return;
    showDone(t('window.other-way.saved'));
    onClose();
  };
  return (
    <Dialog
      title={t('window.other-way.add-title')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('window.common.cancel')}</Button>
          <Button look="primary" onPress={() => void save()}>
            {t('window.other-way.save')}
          </Button>
        </>
      }
    >
      <p>
        <OutsideText text={serviceName(service, locale)} />
        {account.userName === null ? null : (
          <>
            {' · '}
            <OutsideText text={account.userName} />
          </>
        )}
      </p>
      <SelectField
        label={t('window.other-way.kind')}
        value={kind}
        options={kinds.map((value) => ({ value, label: t(`window.other-way.kind.${value}`) }))}
        onChange={setKind}
      />
      <TextField
        label={t('window.other-way.name')}
        hint={t('window.other-way.name.hint')}
        value={name}
        maximum={200}
        onChange={setName}
      />
      <TextField
        label={t('window.other-way.place')}
        hint={t('window.other-way.place.hint')}
        value={place}
        maximum={200}
        onChange={setPlace}
      />
    </Dialog>
  );
}
