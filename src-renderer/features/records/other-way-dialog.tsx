import type { AccountEntry } from '../../../src-shared/coverage/account-entry.ts';
import { useState } from 'react';
import type { OtherWayIn, Requirement } from '../../../src-shared/domain/other-way-in.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { OutsideText } from '../../components/outside-text.tsx';
import { SelectField, type SelectOption } from '../../components/select-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useApp } from '../../stores/app-store.ts';
import type { Translate } from '../../../src-shared/i18n/translator.ts';
import { showDone } from '../../stores/notice-store.ts';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';
import { MethodGuide } from '../../components/method-guide.tsx';
import { accountText, serviceName } from '../coverage/coverage-text.ts';
import { AccountChoice } from './account-choice.tsx';
import { NeedsField } from './needs-field.tsx';
import { NoCodeField } from './no-code-field.tsx';
import { OwnerChoice } from './owner-choice.tsx';
import styles from './record-form.module.css';
import { ServicePicker, serviceOfChoice } from './service-picker.tsx';
import { TimeField } from './time-field.tsx';
import { textOrNull } from './manual-record-dialog.tsx';
import { type WayKindGroup, wayKindGroups } from './way-kinds.ts';
import { serviceNameIn } from '../../../src-shared/i18n/service-name.ts';

/** Asks what else opens an account: its kind and provider, where it is kept, when it is of use; never a code itself. */
export function OtherWayDialog({
  account,
  way = null,
  onClose,
}: {
  /** The account, or null to let the person choose a service. */
  readonly account: AccountEntry | null;
  /** The record that exists already and is to be changed. */
  readonly way?: OtherWayIn | null;
  readonly onClose: () => void;
}) {
  const { t, locale } = useTranslation();
  const providers = useApp((state) => state.otherWays);
  const [choice, setChoice] = useState<string | null>(null);
  const [userName, setUserName] = useState('');
  const [kind, setKind] = useState<OtherWayIn['kind']>(way?.kind ?? 'recovery-codes');
  const [providerId, setProviderId] = useState(way?.providerId ?? '');
  const [fields, setFields] = useState({
    name: way?.name ?? '',
    place: way?.place ?? '',
    carriedOn: way?.carriedOn ?? '',
    link: way?.link ?? '',
    hours: way?.hours ?? '',
    contact: way?.contact ?? '',
    note: way?.note ?? '',
    validFrom: way?.validFrom ?? '',
    validUntil: way?.validUntil ?? '',
    owner: way?.owner ?? '',
    accountId:
      way?.accountId ?? (account !== null && account.service.accounts.length > 1 ? account.account.accountId : ''),
  });
  const [requires, setRequires] = useState<readonly Requirement[] | null>(way?.requires ?? null);
  const set = (name: keyof typeof fields) => (value: string) => setFields((before) => ({ ...before, [name]: value }));
  const offered = providers.filter((provider) => provider.recordedAs === kind);
  const provider = offered.find(({ id }) => id === providerId);
  const staffed = kind === 'helpdesk' || kind === 'temporary-access-pass';
  const timed = kind === 'temporary-access-pass';
  const badLink = fields.link.trim() !== '' && !isHttps(fields.link.trim());
  const badEnd = timed && fields.validFrom !== '' && fields.validUntil !== '' && fields.validUntil <= fields.validFrom;
  const { name, place, carriedOn, link, hours, note } = fields;
  const ready = (way !== null || account !== null || choice !== null) && !badLink && !badEnd;
  const content = {
    ...targetOf(way, account, choice, userName),
    kind,
    providerId: provider?.id ?? null,
    name: name.trim() === '' && provider !== undefined ? serviceNameIn(provider, locale) : name.trim(),
    owner: textOrNull(fields.owner),
    accountId: textOrNull(fields.accountId),
    requires: requires === null ? null : [...requires],
    place: textOrNull(place),
    carriedOn: textOrNull(carriedOn),
    link: textOrNull(link),
    validFrom: timed ? textOrNull(fields.validFrom) : null,
    validUntil: timed ? textOrNull(fields.validUntil) : null,
    hours: staffed ? textOrNull(hours) : null,
    contact: staffed ? textOrNull(fields.contact) : null,
    note: textOrNull(note),
  };
  const save = async () => {
    const saved = await run(
      way === null
        ? api().inventory.addOtherWayIn(content)
        : api().inventory.editOtherWayIn({ ...content, id: way.id }),
    );
    if (saved === undefined) return;
    showDone(t('window.other-way.saved'));
    onClose();
  };
  return (
    <Dialog
      title={t(way === null ? 'window.other-way.add-title' : 'way.edit-title')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('window.common.cancel')}</Button>
          <Button look="primary" disabled={!ready} onPress={() => void save()}>
            {t(way === null ? 'window.other-way.save' : 'window.common.save')}
          </Button>
        </>
      }
    >
      {account === null ? (
        way === null ? (
          <>
            <ServicePicker value={choice} onChange={setChoice} />
            <TextField
              label={t('window.manual.user-name')}
              hint={t('window.manual.user-name.hint')}
              value={userName}
              maximum={200}
              onChange={setUserName}
            />
          </>
        ) : null
      ) : (
        <p>
          <OutsideText text={serviceName(account.service, locale)} /> · <bdi>{accountText(t, account.account)}</bdi>
        </p>
      )}
      <div className={styles['pair']}>
        <AccountChoice
          serviceId={account?.service.serviceId ?? way?.serviceId ?? choice}
          value={fields.accountId}
          onChange={set('accountId')}
        />
        <OwnerChoice value={fields.owner} onChange={set('owner')} />
      </div>
      <div className={styles['pair']}>
        <SelectField label={t('window.other-way.kind')} value={kind} options={kindOptions(t)} onChange={setKind} />
        {offered.length < 2 ? null : (
          <SelectField
            label={t('way.provider')}
            value={provider?.id ?? ''}
            options={[
              { value: '', label: t('way.provider.other') },
              ...offered.map((one) => ({ value: one.id, label: serviceNameIn(one, locale) })),
            ]}
            onChange={setProviderId}
          />
        )}
      </div>
      <MethodGuide kind={kind} />
      <NoCodeField
        label={t('window.other-way.name')}
        hint={t('window.other-way.name.hint')}
        value={name}
        maximum={200}
        onChange={set('name')}
      />
      <div className={styles['pair']}>
        <NoCodeField
          label={t('window.other-way.place')}
          hint={t('window.other-way.place.hint')}
          value={place}
          maximum={200}
          onChange={set('place')}
        />
        <NoCodeField
          label={t('way.field.carried-on')}
          hint={t('way.field.carried-on.hint')}
          value={carriedOn}
          maximum={200}
          onChange={set('carriedOn')}
        />
      </div>
      <TextField
        label={t('way.field.link')}
        hint={t('way.field.link.hint')}
        value={link}
        maximum={500}
        error={badLink ? t('way.field.link.error') : null}
        onChange={set('link')}
      />
      {timed ? (
        <div className={styles['pair']}>
          <TimeField label={t('way.field.valid-from')} value={fields.validFrom} onChange={set('validFrom')} />
          <TimeField
            label={t('way.field.valid-until')}
            value={fields.validUntil}
            hint={fields.validUntil === '' ? t('way.field.until.required') : undefined}
            error={badEnd ? t('way.field.until.error') : null}
            onChange={set('validUntil')}
          />
        </div>
      ) : null}
      <NeedsField way={{ ...content, id: way?.id ?? '', asOf: '' }} onChange={setRequires} />
      {staffed ? (
        <div className={styles['pair']}>
          <NoCodeField
            label={t('way.field.hours')}
            hint={t('way.field.hours.hint')}
            value={hours}
            maximum={200}
            onChange={set('hours')}
          />
          <TextField
            label={t('way.field.contact')}
            hint={t('way.field.contact.hint')}
            value={fields.contact}
            maximum={200}
            onChange={set('contact')}
          />
        </div>
      ) : null}
      <NoCodeField label={t('window.manual.note')} value={note} maximum={2000} multiline onChange={set('note')} />
    </Dialog>
  );
}

/** Lists the kinds for a person to choose from, under headings. */
function kindOptions(t: Translate): readonly SelectOption<OtherWayIn['kind']>[] {
  return (Object.keys(wayKindGroups) as WayKindGroup[]).flatMap((group) =>
    wayKindGroups[group].map((value) => ({
      value,
      label: t(`window.other-way.kind.${value}`),
      group: t(`way.group.${group}`),
    })),
  );
}

/** Returns the owner of the way in: as recorded, of the account it was opened for, or as chosen. */
function targetOf(way: OtherWayIn | null, account: AccountEntry | null, choice: string | null, userName: string) {
  if (way !== null) {
    return { serviceId: way.serviceId, rpId: way.rpId, userId: way.userId, userName: way.userName };
  }
  if (account === null) return { ...serviceOfChoice(choice ?? ''), userId: null, userName: textOrNull(userName) };
  const { service, account: one } = account;
  return {
    serviceId: service.inCatalogue ? service.serviceId : null,
    rpId: one.rpId,
    userId: one.userId,
    userName: one.userName,
  };
}

function isHttps(text: string): boolean {
  return URL.parse(text)?.protocol === 'https:';
}
