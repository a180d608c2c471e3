import type { PinWayName } from '../../src-shared/domain/pin-way.ts';
import { choosePinUvAuthProtocol } from '../ctap2/pin-uv-auth/choose-protocol.ts';
import type { PinUvAuthProtocol } from '../ctap2/pin-uv-auth/pin-uv-auth-protocol.ts';
import type { AuthenticatorInfo } from '../ctap2/commands/authenticator-info.ts';
import type { CtapStatusName } from '../ctap2/status-codes.ts';

/** Way of sending a PIN: its protocol and its sub-command. */
export interface PinWay {
  readonly protocol: PinUvAuthProtocol;
  /** Sub-command 09, else the legacy 05. */
  readonly withPermissions: boolean;
}

type Offer = Pick<AuthenticatorInfo, 'options' | 'pinUvAuthProtocols'>;

/** Statuses with which keys refuse sub-command 09 although they say that they know it. */
const refusesCommand: ReadonlySet<CtapStatusName | 'unknown'> = new Set<CtapStatusName>([
  'INVALID_COMMAND',
  'INVALID_PARAMETER',
  'INVALID_LENGTH',
  'CBOR_UNEXPECTED_TYPE',
  'INVALID_CBOR',
  'MISSING_PARAMETER',
  'UNSUPPORTED_OPTION',
  'INVALID_OPTION',
  'INVALID_SUBCOMMAND',
  'UNAUTHORIZED_PERMISSION',
  'OTHER',
]);

/**
 * The ways of sending a PIN that a key refused. One typing is sent in one way only; the next typing takes the next way
 * (docs/decisions/0040).
 */
export class PinWays {
  readonly #refusedProtocols = new Set<number>();
  #refusesPermissions = false;

  /**
   * Returns the way that a person named, unless the key does not offer or has refused it, else the best that the key has not refused; null where
   * it offers no protocol that we speak.
   */
  next({ options, pinUvAuthProtocols }: Offer, named: PinWayName | null = null): PinWay | null {
    const left = pinUvAuthProtocols.filter((version) => !this.#refusedProtocols.has(version));
    const protocol =
      choosePinUvAuthProtocol(left.filter((version) => named === null || version === protocolOf(named))) ??
      choosePinUvAuthProtocol(left) ??
      choosePinUvAuthProtocol(pinUvAuthProtocols);
    if (protocol === null) return null;
    const isLegacy = this.#refusesPermissions || named?.startsWith('legacy-') === true;
    return { protocol, withPermissions: options.get('pinUvAuthToken') === true && !isLegacy };
  }

  /** Records that the key refused a way with this status. Returns whether there is another one now. */
  refused(way: PinWay, status: CtapStatusName | 'unknown', { pinUvAuthProtocols }: Offer): boolean {
    if (status === 'PIN_AUTH_INVALID') {
      // A legacy token where 09 was refused: it is the permission that is missing, under any protocol (CTAP 2.1 §6.5.5.7).
      if (this.#refusesPermissions) return false;
      this.#refusedProtocols.add(way.protocol.version);
      const left = pinUvAuthProtocols.filter((version) => !this.#refusedProtocols.has(version));
      if (choosePinUvAuthProtocol(left) !== null) return true;
      this.#refusedProtocols.clear();
      return false;
    }
    if (!way.withPermissions || !refusesCommand.has(status)) return false;
    this.#refusesPermissions = true;
    return true;
  }
}

/** Returns a way by its name. */
export function nameOfWay({ protocol, withPermissions }: PinWay): PinWayName {
  return withPermissions ? `protocol-${protocol.version}` : `legacy-protocol-${protocol.version}`;
}

function protocolOf(name: PinWayName): number {
  return name.endsWith('2') ? 2 : 1;
}
