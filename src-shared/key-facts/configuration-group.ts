import type { VendorDetails } from '../domain/key-details.ts';
import type { KeyFacts } from '../domain/plugged-key.ts';
import type { PlainMessageKey, Translate } from '../i18n/translator.ts';
import { listText, yesNoText } from './fact-text.ts';
import { type KeyFact, type KeyFactGroup, memberFact, otherFact } from './key-fact.ts';

/** Returns how a key can be reset and configured. */
export function configurationGroup(t: Translate, { details }: KeyFacts): KeyFactGroup {
  const { longTouchForReset, transportsForReset, authenticatorConfigCommands, vendorPrototypeConfigCommands } = details;
  return {
    name: 'facts.group.configuration',
    facts: [
      memberFact('facts.long-touch', 0x18, longTouchForReset, longTouchText(t, longTouchForReset)),
      memberFact('facts.reset-transports', 0x1a, transportsForReset, listText(t, transportsForReset)),
      memberFact(
        'facts.config-commands',
        0x1f,
        authenticatorConfigCommands,
        commandsText(t, authenticatorConfigCommands),
      ),
      memberFact(
        'facts.vendor-commands',
        0x15,
        vendorPrototypeConfigCommands,
        listText(t, vendorPrototypeConfigCommands),
      ),
      ...vendorFacts(t, details.vendor),
    ],
  };
}

function longTouchText(t: Translate, value: boolean | null): string | null {
  return value === null ? null : t(value ? 'facts.long-touch.on' : 'facts.long-touch.off');
}

/** Sub-commands of authenticatorConfig by number (CTAP 2.3 §6.11), as the setting that each changes. */
const configCommands: ReadonlyMap<number, PlainMessageKey> = new Map([
  [0x01, 'setting.enterprise-attestation'],
  [0x02, 'setting.always-uv'],
  [0x03, 'setting.min-pin-length'],
  [0x04, 'setting.long-touch-for-reset'],
  [0xff, 'facts.config-command.vendor'],
]);

function commandsText(t: Translate, commands: readonly number[] | null): string | null {
  const names = commands?.map((command) => {
    const name = configCommands.get(command);
    return name === undefined ? `0x${command.toString(16).padStart(2, '0')}` : t(name);
  });
  return listText(t, names ?? null);
}

function vendorFacts(t: Translate, vendor: VendorDetails | null): readonly KeyFact[] {
  const off = vendor?.switchedOff ?? null;
  return [
    otherFact('facts.reset-blocked', yesNoText(t, vendor?.resetBlocked ?? null)),
    otherFact('facts.config-locked', yesNoText(t, vendor?.configLocked ?? null)),
    otherFact('facts.nfc-restricted', yesNoText(t, vendor?.nfcRestricted ?? null)),
    otherFact('facts.off-usb', listText(t, off?.usb ?? null)),
    otherFact('facts.off-nfc', listText(t, off?.nfc ?? null)),
  ];
}
