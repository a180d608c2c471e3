import type { KeyFacts } from '../domain/plugged-key.ts';
import {
  isOneWay,
  minPinLengthLimits,
  type SettingChange,
  type SettingValue,
  valueAfter,
} from '../domain/setting-change.ts';
import type { Translate } from './translator.ts';

/** Formats the value of a key's setting in words. */
export function settingValueText(t: Translate, value: SettingValue): string {
  if (typeof value === 'number') return t('setting-value', { kind: 'length', length: value });
  return t('setting-value', { kind: value === null ? 'none' : value ? 'on' : 'off', length: 0 });
}

/** Formats a change that is asked for: setting and value, the websites that go with it, and that it is one way. */
export function settingChangeText(t: Translate, change: SettingChange): string {
  const asked = t('key-setting.change', {
    setting: t(`setting.${change.setting}`),
    value: settingValueText(t, valueAfter(change)),
  });
  const rpIds = change.setting === 'min-pin-length' ? change.rpIds : null;
  return [
    asked,
    ...(rpIds === null ? [] : [t('key-setting.rp-ids', { names: rpIds.join(t('list.separator')) })]),
    ...(isOneWay(change) ? [t('key-setting.change.one-way')] : []),
  ].join('\n');
}

/** Formats what a change costs; first the registrations (`affected`) that may stop working. */
export function settingCosts(
  t: Translate,
  { pin }: Pick<KeyFacts, 'pin'>,
  change: SettingChange,
  value: SettingValue,
  affected: readonly string[],
): readonly string[] {
  switch (change.setting) {
    case 'always-uv':
      if (!change.on) return [t('key-setting.cost.always-uv.off')];
      return [
        ...(affected.length === 0
          ? []
          : [t('key-setting.u2f-recorded', { names: affected.join(t('list.separator')) })]),
        t('key-setting.cost.always-uv'),
        ...(pin.set === false && pin.builtInUv !== 'configured' ? [t('key-setting.no-pin')] : []),
      ];
    case 'min-pin-length': {
      const before = Number(value ?? minPinLengthLimits.least);
      const { length: after, rpIds } = change;
      return [
        ...(before === after ? [] : [t('key-setting.cost.min-pin-length', { before, after })]),
        ...(rpIds === null ? [] : [t('key-setting.rp-ids', { names: rpIds.join(t('list.separator')) })]),
      ];
    }
    default:
      return [t(`key-setting.cost.${change.setting}`)];
  }
}
