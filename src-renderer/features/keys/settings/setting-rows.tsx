import { useState } from 'react';
import type { Enrolment } from '../../../../src-shared/domain/enrolment.ts';
import type { KeyFacts, KeySetting } from '../../../../src-shared/domain/plugged-key.ts';
import type { SettingName } from '../../../../src-shared/domain/setting-change.ts';
import { settingValueText } from '../../../../src-shared/i18n/setting-message.ts';
import { recordedByHand } from '../../../../src-shared/plans/setting-consent.ts';
import { Sentences } from '../../../components/sentences.tsx';
import { CannotTell, OneWay, SettingRow } from '../../../components/setting-row.tsx';
import { useInventory } from '../../../stores/inventory-store.ts';
import { useTranslation } from '../../../use-translation.tsx';
import { SettingDialog } from './setting-dialog.tsx';
import { useSettingResults } from './setting-results.ts';

const noEnrolments: readonly Enrolment[] = [];

/** Renders the settings that a key has, and in one row those that it does not have. */
export function SettingRows({
  handle,
  keyId,
  facts,
}: {
  readonly handle: string;
  readonly keyId: string | null;
  readonly facts: KeyFacts;
}) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState<SettingName | null>(null);
  const enrolments = useInventory((state) => state.snapshot?.enrolments ?? noEnrolments);
  const affected = recordedByHand(enrolments, keyId);
  const present = facts.settings.filter(({ value, change }) => value !== null || change.reason !== 'no-such-setting');
  const missing = facts.settings.filter((setting) => !present.includes(setting));
  const asked = facts.settings.find(({ name }) => name === asking);
  return (
    <>
      {present.map((setting) => (
        <OneSetting
          key={setting.name}
          handle={handle}
          facts={facts}
          setting={setting}
          affected={affected.length}
          onAsk={() => setAsking(setting.name)}
        />
      ))}
      {missing.length === 0 ? null : (
        <SettingRow
          name={t('key-setting.others')}
          value={t('key-setting.others.none')}
          meaning={missing.map(({ name }) => t(`setting.${name}`)).join(t('list.separator'))}
        />
      )}
      {asked === undefined ? null : (
        <SettingDialog
          handle={handle}
          facts={facts}
          setting={asked}
          affected={affected}
          onClose={() => setAsking(null)}
        />
      )}
    </>
  );
}

function OneSetting({
  handle,
  facts,
  setting,
  affected,
  onAsk,
}: {
  readonly handle: string;
  readonly facts: KeyFacts;
  readonly setting: KeySetting;
  readonly affected: number;
  readonly onAsk: () => void;
}) {
  const { t } = useTranslation();
  const { name, value, change } = setting;
  const result = useSettingResults(handle)[name];
  const isFixed = change.reason === 'no-such-setting';
  const meaning =
    result !== undefined && result.after === value ? (
      t('key-setting.read-back', {
        before: settingValueText(t, result.before),
        after: settingValueText(t, result.after),
      })
    ) : isFixed ? (
      t('key-setting.fixed')
    ) : change.answer === 'no' && change.reason !== null ? (
      t(`reason.${change.reason}`)
    ) : (
      <Meaning facts={facts} setting={setting} affected={affected} />
    );
  return (
    <SettingRow
      name={t(`setting.${name}`)}
      value={value === null ? <CannotTell>{t('window.security.pin.unknown')}</CannotTell> : settingValueText(t, value)}
      meaning={meaning}
      action={
        isFixed || change.reason === 'already-on'
          ? null
          : { label: t(actionOf(setting, facts)), possible: change.answer !== 'no', onPress: onAsk }
      }
    />
  );
}

function Meaning({
  facts,
  setting: { name, value },
  affected,
}: {
  readonly facts: KeyFacts;
  readonly setting: KeySetting;
  readonly affected: number;
}) {
  const { t } = useTranslation();
  switch (name) {
    case 'always-uv':
      return value === true
        ? t('key-setting.meaning.always-uv.on')
        : t('key-setting.meaning.always-uv', { count: affected });
    case 'force-pin-change':
      return t('key-setting.meaning.force-pin-change');
    case 'min-pin-length':
      return (
        <Sentences>
          <OneWay>{t('key-setting.one-way')}</OneWay>
          {t('key-setting.meaning.min-pin-length', { maximum: facts.pin.maxLength })}
        </Sentences>
      );
    default:
      return (
        <Sentences>
          <OneWay>{t('key-setting.one-way')}</OneWay>
          {t(`key-setting.meaning.${name}`)}
        </Sentences>
      );
  }
}

function actionOf({ name, value }: KeySetting, { pin }: KeyFacts) {
  switch (name) {
    case 'always-uv':
      return value === true ? 'key-setting.action.off' : 'key-setting.action.on';
    case 'min-pin-length':
      return typeof value === 'number' && value >= pin.maxLength
        ? 'key-setting.action.websites'
        : 'key-setting.action.raise';
    case 'force-pin-change':
      return 'key-setting.action.demand';
    default:
      return 'key-setting.action.on';
  }
}
