import { type SettingChange, valueAfter } from '../../src-shared/domain/setting-change.ts';
import { assertNever } from '../../src-shared/lib/assert-never.ts';
import type { ExchangeOptions } from '../ctaphid/ctaphid-channel.ts';
import type { AuthenticatorInfo } from '../ctap2/commands/authenticator-info.ts';
import {
  enableEnterpriseAttestation,
  enableLongTouchForReset,
  setMinPinLength,
  toggleAlwaysUv,
} from '../ctap2/commands/authenticator-config.ts';
import type { CtapSession } from '../ctap2/ctap-session.ts';
import type { MessageAuthenticator } from '../ctap2/pin-uv-auth/pin-uv-auth-token.ts';
import { changeCapability, type SettingFacts, settingValues } from './key-settings.ts';
import { KeyFailure } from './operation-failure.ts';

/** Checks whether a key has a setting as it is asked for, so that there is nothing to send. RP IDs are never told, so they always are something. */
export function isAlreadySo(info: AuthenticatorInfo, change: SettingChange): boolean {
  if (change.setting === 'min-pin-length' && change.rpIds !== null) return false;
  return settingValues(info)[change.setting] === valueAfter(change);
}

/** Throws KeyFailure for a change that the key cannot make, or would refuse by its own rules. */
export function requireChangeable(facts: SettingFacts, change: SettingChange): void {
  const { answer, reason } = changeCapability(change.setting, facts);
  if (answer === 'no') {
    if (reason === 'pin-blocked' || reason === 'pin-change-required') throw new KeyFailure({ kind: reason });
    if (reason === 'needs-pin') throw new KeyFailure({ kind: 'pin-not-set' });
    throw new KeyFailure({ kind: 'not-supported', feature: change.setting });
  }
  if (change.setting === 'min-pin-length') requirePossibleLength(facts.info, change);
}

function requirePossibleLength(
  info: AuthenticatorInfo,
  { length, rpIds }: Extract<SettingChange, { setting: 'min-pin-length' }>,
): void {
  if (length < info.minPinLength) throw invalid('min-pin-length-smaller');
  if (length > info.maxPinLength) throw invalid('min-pin-length-too-large');
  if (rpIds === null) return;
  const most = info.extensions.includes('minPinLength') ? (info.maxRpIdsForSetMinPinLength ?? 0) : 0;
  if (most === 0) throw new KeyFailure({ kind: 'not-supported', feature: 'min-pin-length-rp-ids' });
  if (rpIds.length > most) throw invalid('too-many-rp-ids');
}

function invalid(detail: string): KeyFailure {
  return new KeyFailure({ kind: 'input-invalid', detail });
}

/** Sends one change, with the token of a key that wants one. */
export function sendSetting(
  session: CtapSession,
  change: SettingChange,
  token: MessageAuthenticator | null,
  options: ExchangeOptions,
): Promise<undefined> {
  switch (change.setting) {
    case 'always-uv':
      return session.send(toggleAlwaysUv, { token }, options);
    case 'min-pin-length': {
      const request = { token, newMinPinLength: change.length, rpIds: change.rpIds ?? undefined };
      return session.send(setMinPinLength, request, options);
    }
    case 'force-pin-change':
      return session.send(setMinPinLength, { token, forceChangePin: true }, options);
    case 'pin-complexity':
      return session.send(setMinPinLength, { token, pinComplexityPolicy: true }, options);
    case 'enterprise-attestation':
      return session.send(enableEnterpriseAttestation, { token }, options);
    case 'long-touch-for-reset':
      return session.send(enableLongTouchForReset, { token }, options);
    default:
      return assertNever(change);
  }
}
