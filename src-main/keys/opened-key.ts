import type { Capability, KeyCapabilities } from '../../src-shared/domain/capability.ts';
import type { CatalogueModel } from '../../src-shared/domain/catalogue.ts';
import type { SampleStatus } from '../../src-shared/domain/fingerprint.ts';
import type { PinState } from '../../src-shared/domain/plugged-key.ts';
import type { PinWayName } from '../../src-shared/domain/pin-way.ts';
import type { ProgressStep } from '../../src-shared/operations/define-operation.ts';
import type {
  InputOf,
  OperationName,
  OutputOf,
  PinsOf,
  ProgressOf,
} from '../../src-shared/operations/operation-names.ts';
import type { AuthenticatorInfo } from '../ctap2/commands/authenticator-info.ts';
import type { CtapSession } from '../ctap2/ctap-session.ts';
import type { Pin } from '../ctap2/pin-uv-auth/pin.ts';
import type { VendorInfo } from '../vendor/vendor-info.ts';
import type { KeyRecord } from './key-record.ts';
import type { ReadAccessVault } from './read-access/read-access-vault.ts';

/** Facts on which a capability of a FIDO2 key depends. */
export interface CapabilityFacts {
  readonly info: AuthenticatorInfo;
  readonly pin: PinState;
  /** Answer of the vendor's own command; null where it was not asked, or told nothing. */
  readonly vendor: Pick<VendorInfo, 'resetBlocked'> | null;
  /** Tries left for built-in verification; null where it is not set up, or the key does not tell them. */
  readonly uvRetries: number | null;
}

/** Knowledge of the program beside what a key reports. */
export interface KeyKnowledge {
  /** Finds a model by its AAGUID (hex) in the catalogue. */
  readonly modelOf: (aaguid: string) => CatalogueModel | null;
  /** Finds the RP ID of a hash (hex) among known services. */
  readonly rpIdOfHash: (rpIdHash: string) => string | null;
  /** Way of sending a PIN that the person named, for a key that refuses the usual one. */
  readonly pinWay: PinWayName | null;
  readonly readAccess: ReadAccessVault;
  /** Wall clock, for dates only. */
  readonly now: () => Date;
  readonly capabilitiesOf: (facts: CapabilityFacts) => KeyCapabilities;
}

/** A key whose turn it is, opened for one operation, which may announce the steps `Step`. */
export interface OpenedKey<Step extends ProgressStep = never> {
  readonly session: CtapSession;
  /** Ends when the caller gives up or the key leaves. */
  readonly signal: AbortSignal;
  /** State of this plug-in: the last getInfo, the token, the last listing. */
  readonly record: KeyRecord;
  readonly knowledge: KeyKnowledge;
  /** Announces what is going on, with the entries read so far and their number where they are counted, and what a sensor said of a sample. */
  readonly report: (step: Step, done?: number | null, total?: number | null, sample?: SampleStatus | null) => void;
}

/** Input and PINs of an operation. */
export type RunInput<Name extends OperationName> = InputOf<Name> & {
  readonly [PinName in PinsOf<Name>]: PinName extends 'pinIfSet' ? Pin | null : Pin;
};

/** One file of `operations/`. */
export interface OperationModule<Name extends OperationName> {
  /** Performs the operation. Throws what the lower layers throw, and KeyFailure. */
  readonly run: (opened: OpenedKey<ProgressOf<Name>>, input: RunInput<Name>) => Promise<OutputOf<Name>>;
  /** Returns whether a key can do it now; the operation that bears the name of a capability answers for it. */
  readonly capability?: (facts: CapabilityFacts) => Capability;
}
