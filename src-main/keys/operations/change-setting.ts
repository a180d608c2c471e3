import type { Capability } from '../../../src-shared/domain/capability.ts';
import { type SettingChange, valueAfter } from '../../../src-shared/domain/setting-change.ts';
import type { OutputOf } from '../../../src-shared/operations/operation-names.ts';
import { TokenPermission } from '../../ctap2/commands/client-pin.ts';
import { getInfo } from '../../ctap2/commands/get-info.ts';
import type { AuthenticatorInfo } from '../../ctap2/commands/authenticator-info.ts';
import type { MessageAuthenticator } from '../../ctap2/pin-uv-auth/pin-uv-auth-token.ts';
import type { Pin } from '../../ctap2/pin-uv-auth/pin.ts';
import { deadlines } from '../deadlines.ts';
import { no } from '../key-capabilities.ts';
import { keySettings, needsToken, settingValues } from '../key-settings.ts';
import type { CapabilityFacts, OpenedKey, RunInput } from '../opened-key.ts';
import { KeyFailure, withFailureContext } from '../operation-failure.ts';
import { knownLock } from '../pin-lock.ts';
import { pinState } from '../pin-state.ts';
import { isAlreadySo, requireChangeable, sendSetting } from '../plan-setting.ts';
import { readAfterChange } from '../read-after-change.ts';
import { requireFido2 } from '../requirements.ts';
import { writeOptions } from '../watch-owner.ts';
import { withPinToken } from '../with-pin-token.ts';

type Output = OutputOf<'change-setting'>;

/** Returns whether any setting of a key can be changed, with the reason of the one that it has. */
export function capability(facts: CapabilityFacts): Capability {
  const answers = keySettings(facts).map(({ change }) => change);
  return (
    answers.find(({ answer }) => answer === 'yes') ??
    answers.find(({ reason }) => reason !== 'no-such-setting') ??
    no('no-such-setting')
  );
}

/**
 * Changes one setting, sent once, and reads the settings back. What is so already is not sent: always-uv is flipped by its command, whatever
 * it is. A PIN is used where the key has one, for one token with permission acfg. Throws KeyFailure, before anything is sent where the key's
 * own rules already say no.
 */
export async function run(
  opened: OpenedKey<'look'>,
  { change, pinIfSet: pin }: RunInput<'change-setting'>,
): Promise<Output> {
  try {
    return await changeSetting(opened, change, pin);
  } finally {
    pin?.wipe();
  }
}

async function changeSetting(opened: OpenedKey<'look'>, change: SettingChange, pin: Pin | null): Promise<Output> {
  const { record } = opened;
  requireFido2(record);
  const info = await readInfo(opened);
  if (isAlreadySo(info, change)) return nothingSent(info);
  requireChangeable({ info, pin: pinState(info, knownLock(record)) }, change);
  const sentAt = needsToken(info, change.setting)
    ? await sendWithPin(opened, info, change, pin)
    : await send(opened, info, change, null);
  if (sentAt === null) return nothingSent(requireFido2(record));
  const isRead = await readAfterChange(opened);
  const after = isRead && record.info !== null ? settingValues(record.info) : null;
  const took = after === null ? null : after[change.setting] === valueAfter(change);
  return { sent: true, took, before: settingValues(sentAt), after };
}

/** Sends the change with a token for the PIN. Returns null where it turned out that there is nothing to send, else the key's state before. */
async function sendWithPin(
  opened: OpenedKey<'look'>,
  info: AuthenticatorInfo,
  change: SettingChange,
  pin: Pin | null,
): Promise<AuthenticatorInfo | null> {
  if (pin === null) throw new KeyFailure({ kind: 'pin-required' });
  const request = {
    operation: 'change-setting',
    permissions: TokenPermission.authenticatorConfig,
    pin,
    isFirstUse: (command: string) => command.startsWith('authenticatorConfig.'),
  } as const;
  return withPinToken(opened, info, request, async (token) => {
    // Another program may have changed it while a person typed; from here on it would need a token, which ends ours.
    const now = await readInfo(opened);
    if (!isAlreadySo(now, change)) return send(opened, now, change, token).finally(() => token.wipe());
    token.wipe();
    return null;
  });
}

async function send(
  opened: OpenedKey<'look'>,
  before: AuthenticatorInfo,
  change: SettingChange,
  token: MessageAuthenticator | null,
): Promise<AuthenticatorInfo> {
  opened.signal.throwIfAborted();
  const sending = sendSetting(opened.session, change, token, writeOptions(opened));
  await withFailureContext({ operation: 'change-setting', step: 'configure', changesKey: true }, sending);
  return before;
}

async function readInfo({ session, signal, record }: OpenedKey): Promise<AuthenticatorInfo> {
  record.info = await session.send(getInfo, null, { ...deadlines.quick, signal });
  return record.info;
}

function nothingSent(info: AuthenticatorInfo): Output {
  const values = settingValues(info);
  return { sent: false, took: true, before: values, after: values };
}
