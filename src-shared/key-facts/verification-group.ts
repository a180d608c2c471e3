import type { KeyFacts } from '../domain/plugged-key.ts';
import type { Translate } from '../i18n/translator.ts';
import { displayText } from '../lib/display-text.ts';
import { countText, listText, yesNoText } from './fact-text.ts';
import { type KeyFactGroup, memberFact, otherFact } from './key-fact.ts';

/** Returns how a key makes sure of its user. */
export function verificationGroup(t: Translate, { details, pin }: KeyFacts): KeyFactGroup {
  const { pinComplexityPolicyUrl: url } = details;
  return {
    name: 'facts.group.verification',
    facts: [
      otherFact('facts.pin-length', pin.supported ? `${pin.minLength}–${pin.maxLength}` : null),
      memberFact('facts.pin-rules', 0x1c, url, url === null ? null : displayText(url, 300)),
      otherFact('facts.vendor-complexity', yesNoText(t, details.vendor?.pinComplexity ?? null)),
      memberFact(
        'facts.pin-length-services',
        0x10,
        details.maxRpIdsForSetMinPinLength,
        countText(t, details.maxRpIdsForSetMinPinLength),
      ),
      memberFact('facts.uv-modality', 0x12, details.uvModality, modalityText(t, details.uvModality)),
      otherFact('facts.uv-tries', countText(t, details.uvRetries)),
      memberFact(
        'facts.uv-attempts',
        0x11,
        details.preferredPlatformUvAttempts,
        countText(t, details.preferredPlatformUvAttempts),
      ),
      memberFact(
        'facts.uv-since-pin',
        0x17,
        details.uvCountSinceLastPinEntry,
        countText(t, details.uvCountSinceLastPinEntry),
      ),
      memberFact('facts.pin-protocols', 0x06, details.pinUvAuthProtocols, listText(t, details.pinUvAuthProtocols)),
    ],
  };
}

/** Bits of FIDO's registry of user verification methods. */
const modalities = [
  [0x0001, 'presence'],
  [0x0002, 'fingerprint'],
  [0x0004, 'passcode'],
  [0x0008, 'voice'],
  [0x0010, 'face'],
  [0x0020, 'location'],
  [0x0040, 'eye'],
  [0x0080, 'pattern'],
  [0x0100, 'hand'],
  [0x0200, 'none'],
  [0x0400, 'all'],
  [0x0800, 'passcode-outside'],
  [0x1000, 'pattern-outside'],
] as const;

/** Formats the ways of verification that a key has; bits without a name are shown as a number. */
function modalityText(t: Translate, bits: number | null): string | null {
  if (bits === null) return null;
  const known = modalities.filter(([bit]) => (bits & bit) !== 0);
  const rest = bits - known.reduce((sum, [bit]) => sum + bit, 0);
  const names = known.map(([, name]) => t(`facts.uv-modality.${name}`));
  return listText(t, rest === 0 ? names : [...names, `0x${rest.toString(16)}`]);
}
