import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { KeyHandle } from '../../../../src-shared/domain/plugged-key.ts';
import type { SettingChange, SettingName, SettingValue } from '../../../../src-shared/domain/setting-change.ts';
import { settingValueText } from '../../../../src-shared/i18n/setting-message.ts';
import type { Translate } from '../../../../src-shared/i18n/translator.ts';
import { api } from '../../../api.ts';
import { showDone, showFailure, showHint } from '../../../stores/notice-store.ts';
import { run } from '../../../stores/run.ts';

/** Values of one setting before and after it was changed here, as the key told them. */
interface SettingResult {
  readonly before: SettingValue;
  readonly after: SettingValue;
}

type ResultsOfKey = Readonly<Partial<Record<SettingName, SettingResult>>>;

/** Changes that were made here on each plug-in of a key; its handle never comes again. */
const resultsStore = createStore<Readonly<Record<KeyHandle, ResultsOfKey>>>(() => ({}));

const none: ResultsOfKey = {};

/** Returns what was changed here on this plug-in of a key. */
export function useSettingResults(handle: KeyHandle): ResultsOfKey {
  return useStore(resultsStore, (results) => results[handle] ?? none);
}

/** Asks for one change of a setting, with the PIN where the key has one, and says what the key tells afterwards. */
export async function changeSetting(t: Translate, handle: KeyHandle, change: SettingChange): Promise<void> {
  const outcome = await run(api().keys.changeSetting({ handle, change }), handle);
  if (outcome === undefined) return;
  const { sent, took, before, after } = outcome;
  const setting = t(`setting.${change.setting}`);
  const was = before[change.setting];
  if (!sent) return showDone(t('key-setting.already', { setting, value: settingValueText(t, was) }));
  if (took === null || after === null) return showHint(t('key-setting.not-checked', { setting }));
  if (!took) return showFailure({ kind: 'key-broke-protocol', detail: t('key-setting.not-taken') }, handle);
  const is = after[change.setting];
  resultsStore.setState((results) => ({
    [handle]: { ...results[handle], [change.setting]: { before: was, after: is } },
  }));
  const isPinChangeNew = after['force-pin-change'] === true && before['force-pin-change'] !== true;
  const values = { setting, before: settingValueText(t, was), after: settingValueText(t, is) };
  showDone(t(isPinChangeNew ? 'key-setting.done.pin-change' : 'key-setting.done', values));
}
