import { useId, useState } from 'react';
import type { Enrolment } from '../../../../src-shared/domain/enrolment.ts';
import type { KeyFacts, KeySetting } from '../../../../src-shared/domain/plugged-key.ts';
import {
  isOneWay,
  type SettingChange,
  type SettingName,
  valueAfter,
} from '../../../../src-shared/domain/setting-change.ts';
import { settingCosts, settingValueText } from '../../../../src-shared/i18n/setting-message.ts';
import { displayText } from '../../../../src-shared/lib/display-text.ts';
import { needsSending } from '../../../../src-shared/plans/setting-consent.ts';
import { Button } from '../../../components/button.tsx';
import { DangerButton } from '../../../components/danger-button.tsx';
import { FactList } from '../../../components/fact-list.tsx';
import { KeyDialog } from '../../../components/key-dialog.tsx';
import { Message } from '../../../components/message.tsx';
import { useKeyName } from '../../../components/use-key-name.ts';
import { useApp } from '../../../stores/app-store.ts';
import { useTranslation } from '../../../use-translation.tsx';
import { serviceNameOf } from '../manual-list.tsx';
import { PinLengthFields } from './pin-length-fields.tsx';
import styles from './setting-dialog.module.css';
import { changeSetting } from './setting-results.ts';

/** Asks before a setting is changed: says what it is now and would be, what that costs, and whether there is a way back. */
export function SettingDialog({
  handle,
  facts,
  setting,
  affected,
  onClose,
}: {
  readonly handle: string;
  readonly facts: KeyFacts;
  readonly setting: KeySetting;
  /** Records by hand of this key. */
  readonly affected: readonly Enrolment[];
  readonly onClose: () => void;
}) {
  const { t, locale } = useTranslation();
  const services = useApp((state) => state.services);
  const keyName = useKeyName(handle);
  const description = useId();
  const { name, value } = setting;
  const [change, setChange] = useState<SettingChange | null>(() => plainChange(name, value === true));
  const names = affected.map((one) =>
    [serviceNameOf(one, services, locale), ...(one.userName === null ? [] : [one.userName])]
      .map((part) => displayText(part, 60))
      .join(' · '),
  );
  const ready = change !== null && needsSending(change, value) ? change : null;
  const confirm = (): void => {
    if (ready === null) return;
    onClose();
    void changeSetting(t, handle, ready);
  };
  const words = t('key-setting.dialog.confirm');
  return (
    <KeyDialog
      handle={handle}
      alert
      title={t('key-setting.dialog.title', { setting: t(`setting.${name}`), key: keyName })}
      describedBy={description}
      onClose={onClose}
      actions={
        <>
          <Button autoFocus={name !== 'min-pin-length'} onPress={onClose}>
            {t('window.common.cancel')}
          </Button>
          {ready === null ? (
            <Button look="primary" disabled>
              {words}
            </Button>
          ) : isOneWay(ready) ? (
            <DangerButton onConfirm={confirm}>{words}</DangerButton>
          ) : (
            <Button look="primary" onPress={confirm}>
              {words}
            </Button>
          )}
        </>
      }
    >
      {name === 'min-pin-length' && typeof value === 'number' ? (
        <PinLengthFields facts={facts} value={value} onChange={setChange} />
      ) : null}
      <div id={description} className={styles['what']}>
        <FactList
          facts={[
            [t('key-setting.dialog.now'), settingValueText(t, value)],
            [t('key-setting.dialog.after'), settingValueText(t, ready === null ? null : valueAfter(ready))],
          ]}
        />
        {ready === null
          ? null
          : settingCosts(t, facts, ready, value, names).map((line) => (
              <Message key={line} tone={isOneWay(ready) ? 'warning' : 'notice'}>
                <p>{line}</p>
              </Message>
            ))}
        {facts.pin.set === true ? <p className={styles['quiet']}>{t('key-setting.dialog.pin-follows')}</p> : null}
      </div>
    </KeyDialog>
  );
}

/** Returns the change of a setting that is only switched; null where more has to be typed. */
function plainChange(name: SettingName, isOn: boolean): SettingChange | null {
  if (name === 'always-uv') return { setting: name, on: !isOn };
  return name === 'min-pin-length' ? null : { setting: name };
}
