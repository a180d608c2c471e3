import {
  minPinLengthLimits,
  type SettingChange,
  type SettingName,
  settingNames,
} from '../../../src-shared/domain/setting-change.ts';
import type { KeySetting } from '../../../src-shared/domain/plugged-key.ts';
import { settingChangeSchema } from '../../../src-shared/domain/setting-change-schema.ts';
import { settingCosts, settingValueText } from '../../../src-shared/i18n/setting-message.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { needsConsent, needsSending, recordedByHand } from '../../../src-shared/plans/setting-consent.ts';
import type { OutputOf } from '../../../src-shared/operations/operation-names.ts';
import { defineCommand } from '../../program/command.ts';
import type { CommandContext } from '../../program/command-context.ts';
import { CommandFailed, UsageError, valueOf } from '../../program/command-failure.ts';
import { confirm } from '../../program/confirm.ts';
import { keyJournal, openedInventory } from '../../program/inventory-access.ts';
import { chosenKey, withTypedPin } from '../../program/key-access.ts';
import { keyReference, nameOf } from '../../program/key-reference.ts';
import { several } from '../../program/options.ts';
import type { KeyCandidate } from '../../program/select-key.ts';
import { settingsOf } from './settings.ts';

/** `settings set`: changes one setting after its cost was said, and reads it back. What is so already is not sent. */
export const changeSetting = defineCommand({
  summary: 'cli.settings.set',
  args: `<${settingNames.join('|')}> [value]`,
  options: { rpId: several('--rp-id <domain>', 'cli.option.min-pin-rp-id') },
  run: async (context, { args: [name = '', value], rpId }) => {
    const change = changeOf(context, name, value, rpId ?? null);
    const candidate = await chosenKey(context);
    const present = settingsOf(candidate).find(({ name: one }) => one === change.setting);
    if (present === undefined) throw new CommandFailed({ kind: 'not-supported', feature: change.setting });
    const affected = change.setting === 'always-uv' && change.on ? await namesRecordedByHand(context, candidate) : [];
    if (needsConsent(change, present)) {
      const { facts } = candidate.key;
      const lines = facts === null ? [] : settingCosts(context.t, facts, change, present.value, affected);
      for (const line of lines) context.terminal.note(line);
      await confirm(context, context.t('cli.settings.question'));
    }
    return { candidate, change, affected, outcome: await perform(context, candidate, change, present) };
  },
  document: (_, { candidate, change, affected, outcome }) => ({
    key: keyReference(candidate),
    done: true,
    setting: change.setting,
    ...outcome,
    affected,
  }),
  lines: ({ t }, { candidate, change, outcome: { sent, took, before, after } }) => {
    const setting = t(`setting.${change.setting}`);
    const key = nameOf(candidate);
    const was = settingValueText(t, before[change.setting]);
    if (!sent) return [t('cli.settings.already', { setting, key, value: was })];
    if (took === null || after === null) return [t('cli.settings.not-checked', { setting })];
    const isPinChangeNew = after['force-pin-change'] === true && before['force-pin-change'] !== true;
    return [
      t('cli.settings.changed', { setting, key, before: was, after: settingValueText(t, after[change.setting]) }),
      ...(isPinChangeNew ? [t('cli.settings.pin-change')] : []),
    ];
  },
});

/** Reads setting, value and RP IDs. Throws UsageError. */
function changeOf(
  { t }: CommandContext,
  name: string,
  value: string | undefined,
  rpIds: readonly string[] | null,
): SettingChange {
  const setting = settingNames.find((one) => one === name);
  if (setting === undefined) {
    throw new UsageError(t('cli.usage.one-of', { value: displayText(name, 60), values: settingNames.join(', ') }));
  }
  const change = settingChangeSchema.safeParse(inputOf(setting, value, rpIds));
  if (change.success && (rpIds === null || setting === 'min-pin-length')) return change.data;
  const isValueWrong = change.error?.issues.some(({ path }) => path[0] !== 'rpIds') ?? false;
  if (!isValueWrong) throw new UsageError(t('cli.usage.setting-rp-id'));
  throw new UsageError(t('cli.usage.setting-value', { setting, values: valuesOf(t, setting) }));
}

function inputOf(setting: SettingName, value: string | undefined, rpIds: readonly string[] | null): unknown {
  if (setting === 'always-uv') return { setting, on: value === 'on' ? true : value === 'off' ? false : null };
  if (setting !== 'min-pin-length') return { setting, ...(value !== undefined && value !== 'on' && { value }) };
  return { setting, length: /^\d{1,3}$/.test(value ?? '') ? Number(value) : null, rpIds };
}

function valuesOf(t: CommandContext['t'], setting: SettingName): string {
  if (setting === 'always-uv') return 'on, off';
  return setting === 'min-pin-length' ? t('cli.usage.setting-length', minPinLengthLimits) : 'on';
}

/** Lists what was recorded by hand for this key: what no key lists, U2F registrations among them. */
async function namesRecordedByHand(context: CommandContext, { inventoryId }: KeyCandidate): Promise<readonly string[]> {
  if (inventoryId === null) return [];
  const { snapshot } = await openedInventory(context);
  return recordedByHand(snapshot.enrolments, inventoryId).map(({ serviceId, rpId, userName }) =>
    displayText([serviceId ?? rpId ?? '–', ...(userName === null ? [] : [userName])].join(' / '), 80),
  );
}

/** Sends the change, with the PIN of a key that has one; what is so already needs none. Throws CommandFailed. */
async function perform(
  context: CommandContext,
  candidate: KeyCandidate,
  change: SettingChange,
  present: KeySetting,
): Promise<OutputOf<'change-setting'>> {
  const { keys } = await context.core();
  const { handle, facts } = candidate.key;
  const options = { signal: context.signal, journal: await keyJournal(context, candidate) };
  const isSettled = present.change.answer === 'no' || !needsSending(change, present.value);
  const outcome =
    facts?.pin.set === true && !isSettled
      ? await withTypedPin(context, candidate, (pin) =>
          keys.run('change-setting', handle, { change, pinIfSet: pin }, options),
        )
      : valueOf(await keys.run('change-setting', handle, { change, pinIfSet: null }, options));
  if (outcome.took !== false) return outcome;
  throw new CommandFailed({ kind: 'key-broke-protocol', detail: context.t('key-setting.not-taken') });
}
