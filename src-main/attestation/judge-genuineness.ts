import type {
  Genuineness,
  GenuinenessReason,
  GenuinenessVerdict,
  MetadataState,
} from '../../src-shared/domain/genuineness.ts';
import { metadataState } from '../metadata/metadata-state.ts';
import { findModel, rootsOf } from '../metadata/find-model.ts';
import type { MetadataEntry, MetadataPayload } from '../metadata/metadata-blob.ts';
import { judgeStatus } from '../metadata/model-status.ts';
import { toHex } from '../../src-shared/lib/hex.ts';
import type { AttestationObject } from '../ctap2/attestation-object.ts';
import { trustChain } from './trust-chain.ts';
import { type AttestationFault, verifyAttestation } from './verify-attestation.ts';

/** Reason for the verdict on a key whose attestation fails in itself. */
const faultReasons: Readonly<Record<AttestationFault, GenuinenessReason>> = {
  'format-unknown': 'format-unknown',
  'algorithm-unknown': 'format-unknown',
  'statement-malformed': 'statement-malformed',
  'certificate-unreadable': 'statement-malformed',
  'certificate-rules': 'statement-malformed',
  'aaguid-differs': 'aaguid-differs',
  'signature-wrong': 'signature-wrong',
};

/** Claim of a key about itself, and the new credential by which it is held to that. */
export interface GenuinenessClaim {
  /** AAGUID of getInfo, hex. */
  readonly aaguid: string;
  readonly created: AttestationObject;
  readonly clientDataHash: Uint8Array;
}

/** Judgement before the metadata that were used are added. */
type Judgement = Omit<Genuineness, 'metadata'>;

/**
 * Returns whether a key proved to be what it says: its attestation leads to a root that its maker published for that very model, and the metadata
 * do not take that back. Whatever is missing for that is "not proved"; a proof that contradicts itself, or that leads elsewhere although the
 * model's keys carry the maker's certificates, is "not genuine".
 */
export function judgeGenuineness(claim: GenuinenessClaim, metadata: MetadataPayload | null, now: Date): Genuineness {
  return { ...judge(claim, metadata, now), metadata: usedMetadata(metadata, now) };
}

/** Returns the judgement on a key that contradicts itself. */
export function notGenuine(reason: GenuinenessReason, metadata: MetadataPayload | null, now: Date): Genuineness {
  return { ...judged('not-genuine', reason), metadata: usedMetadata(metadata, now) };
}

function usedMetadata(metadata: MetadataPayload | null, now: Date): MetadataState | null {
  return metadata === null ? null : metadataState(metadata, now);
}

function judge(claim: GenuinenessClaim, metadata: MetadataPayload | null, now: Date): Judgement {
  const { created, clientDataHash } = claim;
  const check = verifyAttestation(created, clientDataHash);
  if (check.kind === 'invalid') {
    const reason = faultReasons[check.fault];
    return judged(reason === 'format-unknown' ? 'not-proved' : 'not-genuine', reason);
  }
  const attested = toHex(created.authenticatorData.attestedCredential?.aaguid ?? new Uint8Array());
  const namesNoModel = /^0+$/.test(attested) && (created.format === 'fido-u2f' || created.format === 'none');
  if (attested !== claim.aaguid && !namesNoModel) return judged('not-genuine', 'aaguid-differs');
  if (metadata === null) return judged('not-proved', 'no-metadata');
  const chain = check.kind === 'certified' ? check.chain : [];
  // A certificate vouches for the model that the key signed, never for one that it only names.
  const model = findModel(metadata, check.kind === 'certified' ? attested : claim.aaguid, chain);
  if (model === null) return judged('not-proved', 'model-unknown');
  const name = model.metadataStatement?.description ?? null;
  if (check.kind !== 'certified') {
    if (carriesCertificates(model)) return judged('not-genuine', 'certificate-missing', name);
    return judged('not-proved', check.kind === 'self' ? 'self-attestation' : 'no-attestation', name);
  }
  const trust = trustChain(chain, rootsOf(model), now);
  if (!trust.trusted) return judged('not-genuine', 'chain-elsewhere', name);
  const { revokedBy, weaknesses } = judgeStatus(model, chain);
  if (revokedBy !== null) return judged('not-proved', 'model-revoked', name, [revokedBy, ...weaknesses]);
  return { ...judged('genuine', 'chain-to-maker', name, weaknesses), chainOutOfDate: trust.outOfDate };
}

/** Checks whether every key of a model carries a certificate (FIDO registry §3.6.3: basic_full, attca; basic_surrogate is self attestation). */
function carriesCertificates({ metadataStatement }: MetadataEntry): boolean {
  const types = metadataStatement?.attestationTypes ?? [];
  return types.length > 0 && types.every((type) => type === 'basic_full' || type === 'attca');
}

function judged(
  verdict: GenuinenessVerdict,
  reason: GenuinenessReason,
  model: string | null = null,
  reports: readonly string[] = [],
): Judgement {
  return { verdict, reason, model, reports, chainOutOfDate: false };
}
