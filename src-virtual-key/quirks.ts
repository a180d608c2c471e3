import type { CborValue } from './codec/cbor-types.ts';

/** Ways in which real keys deviate from the specification (docs: quirks of real devices). All are off unless named. */
export interface Quirks {
  /** Answer of enumerateRPsBegin when nothing is stored. Default `status`: 2E. `metadata`: getCredsMetadata says 2E too. */
  readonly emptyRps?: 'status' | 'zero' | 'no-body' | 'empty-map' | 'metadata';
  /** enumerateRPsBegin leaves totalRPs out. */
  readonly omitTotalRps?: boolean;
  readonly omitTotalCredentials?: boolean;
  /** Added to the announced totals: the list is then shorter or longer than announced. */
  readonly rpTotalOffset?: number;
  readonly credentialTotalOffset?: number;
  /** Added to existingResidentCredentialsCount. */
  readonly metadataOffset?: number;
  /** Announces this many, whatever is stored. */
  readonly announcedRps?: number;
  readonly announcedCredentials?: number;
  /** GetNext goes on for ever with the last entry instead of 30. */
  readonly endlessNext?: boolean;
  /** RP IDs are cut to 32 bytes (CTAP 2.1 §6.8.7). */
  readonly truncateRpIds?: boolean;
  /** The number of bytes that names are cut to many bytes, in the middle of a UTF-8 sequence if it falls so. */
  readonly cutNamesAt?: number;
  /** getInfo comes with map keys in another order. */
  readonly nonCanonicalInfo?: boolean;
  /** Length of the token in bytes: 16 (CTAP 2.0), 32, 64 (HID Crescendo). Protocol one only. */
  readonly tokenLength?: 16 | 32 | 64;
  /** A failed credential management MAC lowers the PIN retries (Trussed). */
  readonly staleTokenCostsRetry?: boolean;
  /** A token serves one command only (some JavaCard applets). */
  readonly oneUseToken?: boolean;
  /** A token dies after a deletion or renaming, of a passkey or a fingerprint, and after a fingerprint was enrolled. */
  readonly tokenDiesAfterWrite?: boolean;
  /** Number of PIN tries that the key has in all; 8 unless named. */
  readonly pinTries?: number;
  /** getPINRetries has no powerCycleState. */
  readonly noPowerCycleState?: boolean;
  /** The n-th RP (from 0) has an rpIDHash of wrong length. */
  readonly malformedRpAt?: number;
  /** The n-th credential (from 0) of each RP has no user and a text as credential ID. */
  readonly malformedCredentialAt?: number;
  /** RP entries have no id. */
  readonly omitRpId?: boolean;
  /** The shown rp.id is another text than the one that was hashed. */
  readonly rpIdHashMismatch?: boolean;
  /** The n-th RP (from 0) is listed twice. */
  readonly duplicateRpAt?: number;
  /** The n-th credential (from 0) of each RP is listed twice. */
  readonly duplicateCredentialAt?: number;
  /** toggleAlwaysUv answers 27 where it is on (CTAP 2.1 §6.11.2: a key need not let it be switched off). */
  readonly alwaysUvStaysOn?: boolean;
  /** toggleAlwaysUv answers 00 and changes nothing. */
  readonly configDoesNothing?: boolean;
  /** Reset answers 00 and erases nothing. */
  readonly resetDoesNothing?: boolean;
  /** Status of a reset that comes too late; default 30. */
  readonly lateResetStatus?: number;
  /** Deletion answers 00 and deletes nothing. */
  readonly deletionDoesNothing?: boolean;
  /** Renaming answers 00 and changes nothing. */
  readonly renamingDoesNothing?: boolean;
  /** The last sample of a finger answers 00, none left, and no fingerprint is stored. */
  readonly enrolmentDoesNothing?: boolean;
  /** Status for an unknown credential ID; default 2E, Trussed 22. */
  readonly unknownCredentialStatus?: number;
  /** Status for an unknown subcommand; default 3E. */
  readonly unknownSubCommandStatus?: number;
  /** MACs are checked over the re-encoded known members, so that unknown members break them (Trussed). */
  readonly reencodesParameters?: boolean;
  /** getPINRetries without pinUvAuthProtocol answers 14 (Nitrokey 3 before 1.8.2). */
  readonly retriesNeedProtocol?: boolean;
  /** Only digits, at least six (Token2 PIN+). */
  readonly digitsOnlyPin?: boolean;
  /** Status after an empty pinUvAuthParam in makeCredential, without waiting for touch. */
  readonly emptyPinParamStatus?: number;
  /** getInfo answers CTAPHID_ERROR 01 although the capability flags promise CBOR. */
  readonly infoRefused?: boolean;
  /** The legacy token (05) of a key with permissions can manage credentials, too. */
  readonly fullLegacyToken?: boolean;
  /** Every failing CTAP2 status goes out as CTAPHID_ERROR with that number. */
  readonly statusAsHidError?: boolean;
  /** powerCycleState stays true from the third wrong PIN on until the right one, whatever is replugged. */
  readonly stickyPowerCycleState?: boolean;
  /** The curve number in the key agreement key, whatever its point is on. */
  readonly keyAgreementCurve?: number;
  /** CBOR requests are never answered (U2F Zero). */
  readonly cborHangs?: boolean;
  /** Capability flags as sent, whatever is true. */
  readonly capabilityFlags?: number;
  /** Protocol two accepts a MAC cut to 16 bytes. */
  readonly acceptsShortMac?: boolean;
  /** The body of getInfo, verbatim. */
  readonly infoBytes?: Uint8Array;
  /** Added to getInfo. */
  readonly extraInfoMembers?: ReadonlyMap<number, CborValue>;
  /** Status after a touch timeout; default 2F. */
  readonly touchTimeoutStatus?: number;
  /** Milliseconds of work before an answer to deletion, renaming, PIN change and reset. */
  readonly flashMs?: number;
  /** Keepalives are not sent while working. */
  readonly silentWork?: boolean;
  /** Only the protocol of the last getKeyAgreement serves, any other answers 33 (YubiKey). */
  readonly oneKeyAgreement?: boolean;
  /** The key wants the COSE algorithm of the host's key agreement key not at all. */
  readonly anyKeyAgreementAlgorithm?: boolean;
}
