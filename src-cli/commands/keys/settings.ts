import type { KeySetting } from '../../../src-shared/domain/plugged-key.ts';
import { settingValueText } from '../../../src-shared/i18n/setting-message.ts';
import type { Translate } from '../../../src-shared/i18n/translator.ts';
import { defineCommand } from '../../program/command.ts';
import { CommandFailed } from '../../program/command-failure.ts';
import { chosenKey } from '../../program/key-access.ts';
import { keyReference } from '../../program/key-reference.ts';
import type { KeyCandidate } from '../../program/select-key.ts';
import { factLines } from '../../terminal/table-lines.ts';

/** `settings`: every setting with its value, and why one cannot be changed. */
export const showSettings = defineCommand({
  summary: 'cli.settings.show',
  options: {},
  run: async (context) => {
    const candidate = await chosenKey(context);
    const settings = settingsOf(candidate);
    return { candidate, settings, nfcRestricted: candidate.key.facts?.details.vendor?.nfcRestricted ?? null };
  },
  document: (_, { candidate, settings, nfcRestricted }) => ({ key: keyReference(candidate), settings, nfcRestricted }),
  lines: ({ t, terminal }, { settings, nfcRestricted }) =>
    factLines(
      [
        ...settings.map((setting) => [t(`setting.${setting.name}`), settingText(t, setting)] as const),
        ...(nfcRestricted === null
          ? []
          : [
              [
                t('facts.nfc-restricted'),
                `${settingValueText(t, nfcRestricted)}  (${t('facts.nfc-not-offered')})`,
              ] as const,
            ]),
      ],
      terminal.size,
    ),
});

/** Returns the settings of a key. Throws CommandFailed for one that speaks U2F only. */
export function settingsOf({ key }: KeyCandidate): readonly KeySetting[] {
  const settings = key.facts?.settings ?? [];
  if (settings.length === 0) throw new CommandFailed({ kind: 'not-supported', feature: 'fido2' });
  return settings;
}

function settingText(t: Translate, { value, change }: KeySetting): string {
  const text = settingValueText(t, value);
  return change.reason === null ? text : `${text}  (${t(`reason.${change.reason}`)})`;
}
