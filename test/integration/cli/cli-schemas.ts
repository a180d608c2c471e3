import { deletionStates } from '../../../src-shared/domain/deletion.ts';
import { z } from 'zod';
import { settingNames } from '../../../src-shared/domain/setting-change.ts';
import { capabilityReasonSchema } from '../../../src-shared/domain/capability-schema.ts';
import { credentialSchema, listingProblemSchema } from '../../../src-shared/domain/credential-schema.ts';
import {
  checkActions,
  checkPoints,
  checkStates,
  checkStrengths,
  checkVerdicts,
} from '../../../src-shared/domain/check.ts';
import { genuinenessReasons, genuinenessVerdicts } from '../../../src-shared/domain/genuineness.ts';
import { signInFaults } from '../../../src-shared/domain/sign-in-test.ts';
import { questionKinds } from '../../../src-shared/coverage/question-types.ts';
import { deviceKinds } from '../../../src-shared/domain/device.ts';
import { pinWays } from '../../../src-shared/domain/pin-way.ts';
import { inventoryKeySchema } from '../../../src-shared/domain/inventory-key-schema.ts';
import { otherWayInSchema } from '../../../src-shared/domain/other-way-in-schema.ts';
import { operationFailureSchema } from '../../../src-shared/domain/operation-failure-schema.ts';
import { replacements } from '../../../src-shared/domain/operation-failure.ts';
import { catalogueModelSchema } from '../../../src-shared/domain/catalogue-schema.ts';
import { keyDetailsSchema } from '../../../src-shared/domain/key-details-schema.ts';
import { hexSchema } from '../../../src-shared/domain/hex-schema.ts';

/** The JSON documents of docs/cli.md, strictly: a field that is not documented fails the test, too. */
const text = z.string();
const maybe = <Schema extends z.ZodType>(schema: Schema) => schema.nullable();
const instant = z.iso.datetime();

const errorKinds = [...operationFailureSchema.options.map((option) => option.shape.kind.value), 'usage'];
export const errorDocument = z.strictObject({
  error: z.strictObject({
    kind: z.enum(errorKinds),
    message: text.min(1),
    retriesLeft: maybe(z.number().int()).optional(),
    detail: text.optional(),
    replaced: z.enum(replacements).optional(),
    needsReplug: z.boolean().optional(),
    nextWay: z.enum(pinWays).optional(),
    stillListed: maybe(z.literal(true)).optional(),
  }),
});

const pin = z.strictObject({
  set: maybe(z.boolean()),
  retriesLeft: maybe(z.number().int()),
  needsReplug: maybe(z.boolean()),
  blocked: maybe(z.boolean()),
  forceChange: maybe(z.boolean()),
  minLength: maybe(z.number().int()),
});
const keyDocument = z.strictObject({
  path: text,
  vendorId: z.number().int(),
  productId: z.number().int(),
  manufacturer: maybe(text),
  product: maybe(text),
  serialNumber: maybe(text),
  aaguid: maybe(hexSchema),
  model: maybe(text),
  firmware: maybe(text),
  versions: z.array(text),
  pin,
  passkeys: z.strictObject({
    existing: maybe(z.number().int()),
    remaining: maybe(z.number().int()),
    canList: maybe(z.boolean()),
    reason: maybe(capabilityReasonSchema),
  }),
  inventoryId: maybe(text),
  label: maybe(text),
  state: text,
  simulated: z.boolean(),
  problem: maybe(z.strictObject({ kind: text, message: text })),
  advisories: z.array(
    z.strictObject({
      id: text,
      state: z.enum(['affected', 'check']),
      severity: z.enum(['high', 'moderate', 'low', 'unrated']),
      url: maybe(text),
    }),
  ),
});
export const keysDocument = z.strictObject({ keys: z.array(keyDocument) });
export const redactedDocument = z.strictObject({
  facts: z.array(z.strictObject({ name: text.min(1), value: text.min(1) })),
});
export const infoDocument = keyDocument.extend({
  options: z.record(text, z.boolean()),
  extensions: z.array(text),
  transports: z.array(text),
  algorithms: z.array(z.number()),
  formFactor: maybe(text),
  capabilities: maybe(z.record(text, z.strictObject({ answer: text, reason: maybe(text) }))),
  ctaphid: maybe(z.strictObject({ version: text, wink: z.boolean(), cbor: z.boolean(), msg: z.boolean() })),
  raw: maybe(hexSchema),
  catalogueModel: maybe(catalogueModelSchema),
  details: maybe(keyDetailsSchema),
  findings: z.array(z.strictObject({ kind: text, detail: text, message: text })),
});

const keyReference = z.strictObject({ path: text, inventoryId: maybe(text), label: maybe(text) });
const checkFinding = z.strictObject({
  point: z.enum(checkPoints),
  variant: text.min(1),
  state: z.enum(checkStates),
  required: z.boolean(),
  strength: z.enum(checkStrengths),
  values: z.record(text, z.union([text, z.number()])),
  url: maybe(text),
  name: text.min(1),
  seen: text.min(1),
  why: text.min(1),
  fix: maybe(text.min(1)),
});
const checkDocument = z.strictObject({
  id: text.min(1),
  at: instant,
  profile: text,
  verdict: z.enum(checkVerdicts),
  summary: text.min(1),
  key: z.strictObject({
    inventoryId: maybe(text),
    label: maybe(text),
    vendorSerial: maybe(text),
    usbSerial: maybe(text),
    assetTag: maybe(text),
    aaguid: maybe(hexSchema),
    model: maybe(text),
    product: maybe(text),
    firmware: maybe(text),
  }),
  findings: z.array(checkFinding),
  milliseconds: z.number().int(),
  by: maybe(text),
  note: maybe(text),
  decision: maybe(
    z.strictObject({ action: z.enum(checkActions), at: instant, by: text, to: maybe(text), why: z.string() }),
  ),
});
/** A check that was made now; `checkDocument` is one that is kept. */
export const checkSchema = checkDocument.extend({
  path: text,
  others: z.array(keyReference),
  recorded: z.boolean(),
  notRecorded: maybe(text),
  slip: maybe(text),
});
export const checksDocument = z.strictObject({
  counts: z.record(z.enum(checkVerdicts), z.number().int()),
  checks: z.array(checkDocument),
  file: maybe(text),
});
export const passkeysDocument = z.strictObject({
  key: keyReference,
  existing: maybe(z.number().int()),
  remaining: maybe(z.number().int()),
  passkeys: z.array(credentialSchema.extend({ personalData: maybe(z.enum(['mail-address', 'phone-number', 'name'])) })),
  problems: z.array(listingProblemSchema),
  complete: z.boolean(),
  readAt: instant,
  by: z.enum(['pin', 'finger', 'read-access']),
});
export const keepReadAccessDocument = z.strictObject({
  key: keyReference,
  done: z.literal(true),
  existing: maybe(z.number().int()),
  complete: z.boolean(),
});
const readAccessKey = z.strictObject({ inventoryId: text, label: text });
export const readAccessDocument = z.strictObject({ keys: z.array(readAccessKey) });
export const forgetReadAccessDocument = z.strictObject({
  done: z.literal(true),
  key: readAccessKey,
  wasKept: z.boolean(),
});
const remainingAccess = {
  otherKeys: maybe(z.array(text)),
  otherWaysIn: maybe(z.array(z.strictObject({ kind: text, name: text }))),
  onlyKnownWay: maybe(z.boolean()),
};
const deletion = z.strictObject({
  passkey: credentialSchema,
  state: z.enum(deletionStates),
  failure: maybe(z.strictObject({ kind: text, message: text })),
  ...remainingAccess,
  closedToo: maybe(z.array(text)),
});
/** Of one passkey. */
export const deleteDocument = z.strictObject({
  key: keyReference,
  done: z.literal(true),
  stillListed: maybe(z.literal(false)),
  passkey: credentialSchema,
  ...remainingAccess,
  deletions: z.array(deletion).length(1),
});
export const deleteSeveralDocument = z.strictObject({
  key: keyReference,
  done: z.boolean(),
  deletions: z.array(deletion).min(2),
});
export const renameDocument = z.strictObject({
  key: keyReference,
  done: z.literal(true),
  passkey: maybe(credentialSchema),
});
export const pinDocument = z.strictObject({ key: keyReference, done: z.literal(true), pin });
const capability = z.strictObject({ answer: z.enum(['yes', 'no', 'unknown']), reason: maybe(capabilityReasonSchema) });
const settingValue = maybe(z.union([z.boolean(), z.number()]));
const settingValues = z.strictObject({
  'always-uv': settingValue,
  'min-pin-length': settingValue,
  'force-pin-change': settingValue,
  'pin-complexity': settingValue,
  'enterprise-attestation': settingValue,
  'long-touch-for-reset': settingValue,
});
export const settingsDocument = z.strictObject({
  key: keyReference,
  settings: z.array(z.strictObject({ name: z.enum(settingNames), value: settingValue, change: capability })),
  nfcRestricted: maybe(z.boolean()),
});
export const changeSettingDocument = z.strictObject({
  key: keyReference,
  done: z.literal(true),
  setting: z.enum(settingNames),
  sent: z.boolean(),
  took: maybe(z.boolean()),
  before: settingValues,
  after: maybe(settingValues),
  affected: z.array(text),
});
const fingerprint = z.strictObject({ templateId: text, name: maybe(text) });
export const fingerprintsDocument = z.strictObject({
  key: keyReference,
  fingerprints: z.array(fingerprint),
  sensor: z.strictObject({
    kind: maybe(z.enum(['touch', 'swipe'])),
    samples: maybe(z.number()),
    nameBytes: maybe(z.number()),
    triesLeft: maybe(z.number()),
  }),
  readAt: text,
});
const changedFingerprint = z.strictObject({
  key: keyReference,
  done: z.literal(true),
  templateId: text,
  /** As listed after it; null where that could not be read. */
  fingerprints: maybe(z.array(fingerprint)),
});
export const addFingerprintDocument = changedFingerprint.extend({ named: maybe(z.boolean()) });
export const renameFingerprintDocument = changedFingerprint.extend({ named: maybe(z.boolean()) });
export const removeFingerprintDocument = changedFingerprint.extend({ stillListed: maybe(z.literal(false)) });
const blob = z.strictObject({
  blobId: text,
  storedBytes: z.number(),
  size: maybe(z.number()),
  content: z.enum(['readable', 'not-opened', 'not-unpacked', 'malformed']),
  owner: maybe(
    z.strictObject({
      rpId: maybe(text),
      rpIdHash: text,
      credentialId: text,
      userName: maybe(text),
      userDisplayName: maybe(text),
    }),
  ),
});
export const blobsDocument = z.strictObject({
  key: keyReference,
  state: z.enum(['sound', 'damaged']),
  usedBytes: z.number(),
  mostBytes: maybe(z.number()),
  freeBytes: maybe(z.number()),
  blobs: z.array(blob),
  passkeysComplete: z.boolean(),
  readAt: text,
});
export const showBlobDocument = blob.extend({ key: keyReference, data: text, text: maybe(text) });
export const exportBlobDocument = z.strictObject({
  key: keyReference,
  done: z.literal(true),
  blobId: text,
  file: text,
  bytes: z.number(),
});
export const deleteBlobDocument = z.strictObject({
  key: keyReference,
  done: z.literal(true),
  blobId: text,
  stillListed: maybe(z.literal(false)),
  /** As read back after it; null where that could not be read, or is not what was left. */
  blobs: maybe(z.array(blob)),
});
export const resetDocument = z.strictObject({
  key: keyReference,
  done: z.literal(true),
  confirmed: maybe(z.boolean()),
  accounts: maybe(
    z.array(
      z.strictObject({
        accountId: text,
        name: text,
        fate: z.enum(['locked-out', 'perhaps', 'helpdesk', 'open']),
        opensWith: z.array(text),
        registered: z.boolean(),
      }),
    ),
  ),
  settings: z.array(z.enum(settingNames)),
});
const signIn = {
  works: z.boolean(),
  faults: z.array(z.enum(signInFaults)),
  algorithm: maybe(z.number().int()),
  userVerified: z.boolean(),
  silent: z.boolean(),
  leftNothing: maybe(z.boolean()),
};
const metadataState = {
  number: z.number().int(),
  nextUpdate: z.iso.date(),
  outOfDate: z.boolean(),
  models: z.number().int(),
};
export const signInTestDocument = z.strictObject({ key: keyReference, ...signIn });
export const genuineDocument = z.strictObject({
  key: keyReference,
  verdict: z.enum(genuinenessVerdicts),
  reason: z.enum(genuinenessReasons),
  model: maybe(text),
  reports: z.array(text),
  chainOutOfDate: z.boolean(),
  metadata: maybe(z.strictObject(metadataState)),
  signIn: z.strictObject(signIn),
});
export const metadataImportDocument = z.strictObject({ done: z.literal(true), ...metadataState });
export const metadataDocument = z.strictObject({ metadata: maybe(z.strictObject(metadataState)) });
export const identifyDocument = z.strictObject({
  key: keyReference,
  done: z.literal(true),
  by: z.enum(['wink', 'touch']),
});
const briefEnrolment = z.strictObject({
  rpId: maybe(text),
  rpIdHash: maybe(hexSchema),
  userName: maybe(text),
  userId: maybe(hexSchema),
  credentialId: maybe(hexSchema),
});
export const scanDocument = z.strictObject({
  key: keyReference,
  done: z.literal(true),
  by: z.enum(['pin', 'finger', 'read-access']),
  unchanged: z.boolean(),
  isNew: z.boolean(),
  existing: maybe(z.number().int()),
  remaining: maybe(z.number().int()),
  complete: z.boolean(),
  problems: z.array(listingProblemSchema),
  added: z.array(briefEnrolment),
  vanished: z.array(briefEnrolment),
});

const gap = z.strictObject({
  kind: text,
  severity: z.enum(['critical', 'warning', 'notice']),
  message: text,
  next: text,
});
const way = z.strictObject({ kind: text, name: text });
const held = z.strictObject({
  name: text,
  keys: z.array(text),
  otherWaysIn: z.array(text),
  devices: z.array(text),
  holds: z.number().int(),
});
const namedAccount = z.strictObject({ accountId: text, name: text });
const blast = z.strictObject({
  direct: z.number().int(),
  through: z.array(namedAccount.extend({ count: z.number().int() })),
});
const needs = z.strictObject({
  otherWaysIn: z.array(text),
  keys: z.array(text),
  devices: z.array(text),
  places: z.array(text),
  accounts: z.array(z.strictObject({ accountId: maybe(text), name: text, question: maybe(text) })),
  memory: z.boolean(),
  people: z.boolean(),
  nobody: z.boolean(),
  assumed: z.boolean(),
});
export const questionDocument = z.strictObject({
  id: text,
  number: z.number().int(),
  kind: z.enum(questionKinds),
  text: text.min(1),
  answers: z.array(text).min(1),
  accounts: z.array(namedAccount),
  services: z.array(text),
  about: z.array(namedAccount),
});
export const questionsDocument = z.strictObject({ questions: z.array(questionDocument) });
export const answerDocument = z.strictObject({
  done: z.literal(true),
  question: z.strictObject({ id: text, kind: z.enum(questionKinds), text, stillOpen: z.boolean() }),
  edits: z.array(text).min(1),
  recorded: z.array(text.min(1)).min(1),
  changed: z.array(
    z.strictObject({ accountId: text, name: text, before: maybe(text), verdict: text, verdictText: text }),
  ),
  questionsLeft: z.number().int(),
});
const identifiedWay = way.extend({ id: text });
export const coverageDocument = z.strictObject({
  headline: text,
  nextStep: maybe(
    z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('read'), key: text, message: text }),
      z.strictObject({
        kind: z.literal('add'),
        key: text,
        accounts: z.array(z.strictObject({ accountId: text, name: text })),
        safe: z.array(text),
        critical: z.number().int(),
        message: text,
      }),
    ]),
  ),
  totals: z.strictObject({
    accounts: z.number(),
    lostWithOneKey: z.number(),
    notKnown: z.number(),
    noWayIn: z.number(),
    onePlace: z.number(),
    helpdeskOnly: z.number(),
  }),
  keys: z.array(
    z.strictObject({
      inventoryId: text,
      label: text,
      role: maybe(text),
      owner: maybe(text),
      place: maybe(text),
      carriedOn: maybe(text),
      lastRead: maybe(instant),
      completeSince: maybe(instant),
      outOfUse: z.boolean(),
      recordedLost: z.boolean(),
      stale: z.boolean(),
      aloneHolds: z.number().int(),
      blast,
      gaps: z.array(gap),
    }),
  ),
  unreadKeys: z.array(z.strictObject({ id: text, label: text })),
  devices: z.array(
    z.strictObject({
      id: text,
      kind: z.enum(deviceKinds),
      label: text,
      recorded: z.boolean(),
      owner: maybe(text),
      place: maybe(text),
      carriedOn: maybe(text),
      simIn: maybe(text),
      recordedLost: z.boolean(),
      blast,
    }),
  ),
  places: z.array(held),
  rings: z.array(held),
  lost: z.array(text),
  lostOtherWaysIn: z.array(text),
  lostDevices: z.array(text),
  lostPlaces: z.array(text),
  lostRings: z.array(text),
  lostAccounts: z.array(text),
  enrolmentsOf: z.enum(['every-key', 'recorded-keys']),
  questions: z.array(questionDocument),
  services: z.array(
    z.strictObject({
      serviceId: text,
      name: text,
      domain: maybe(text),
      takesOneKey: z.boolean(),
      takesNoKeys: z.boolean(),
      accounts: z.array(
        z.strictObject({
          accountId: text,
          rpId: maybe(text),
          rpIdState: z.enum(['full', 'cut', 'mismatch']),
          imitates: maybe(text),
          userName: maybe(text),
          userId: maybe(hexSchema),
          computer: maybe(text),
          exceptComputers: z.array(text),
          distinguishedBy: maybe(text),
          discoverable: z.boolean(),
          importance: z.enum(['high', 'normal', 'low']),
          enrolments: z.array(
            z.strictObject({
              key: text,
              evidence: z.enum(['read', 'told', 'absent', 'unknown']),
              asOf: maybe(instant),
              strength: z.enum(['full', 'weak', 'perhaps', 'none']),
              stale: z.boolean(),
            }),
          ),
          possibleKeys: z.number().int(),
          otherWaysIn: z.array(identifiedWay),
          otherWaysNotCounted: z.array(identifiedWay),
          otherWaysNotKnown: z.array(identifiedWay),
          needs: z.array(needs),
          besideKeys: maybe(needs),
          chains: z.array(
            z.strictObject({
              otherWaysIn: z.array(text),
              accounts: z.array(namedAccount),
              lostWith: z.array(text),
            }),
          ),
          circle: z.array(namedAccount),
          dependsOn: z.array(text),
          survivesAnyOneLoss: maybe(z.boolean()),
          survivesAnyOnePlace: maybe(z.boolean()),
          onlyKey: maybe(text),
          verdict: text,
          verdictText: text,
          doubts: z.array(z.strictObject({ kind: text, message: text })),
          gaps: z.array(gap),
        }),
      ),
    }),
  ),
  lockedOut: z.array(
    z.strictObject({
      accountId: text,
      serviceId: text,
      userName: maybe(text),
      userId: maybe(hexSchema),
      reason: z.enum(['no-way-in-left', 'not-known', 'helpdesk']),
      through: z.array(text),
      openFirst: z.array(text),
      message: text,
    }),
  ),
});
export const doctorDocument = z.strictObject({
  findings: z.array(
    z.strictObject({
      kind: text,
      severity: z.enum(['ok', 'notice', 'problem']),
      data: z.record(text, text),
      message: text,
      commands: z.array(text),
    }),
  ),
  inventory: z.looseObject({ location: text, state: text }),
  runtime: z.strictObject({ node: text, platform: text, arch: text }),
});
export const inventoryKeysDocument = z.strictObject({ keys: z.array(inventoryKeySchema) });
const namedKey = z.strictObject({ keyId: text, label: text });
export const importDocument = z.strictObject({
  done: z.boolean(),
  addedKeys: z.number().int(),
  mergedKeys: z.number().int(),
  addedEnrolments: z.number().int(),
  addedOtherWaysIn: z.number().int(),
  addedDevices: z.number().int(),
  addedOther: z.number().int(),
  unchanged: z.number().int(),
  conflicts: z.array(z.strictObject({ what: text, ours: text, theirs: text })),
  undecidedKeys: z.array(namedKey.extend({ candidates: z.array(namedKey) })),
});
export const waysDocument = z.strictObject({ otherWaysIn: z.array(otherWayInSchema) });
export const completionDocument = z.strictObject({ shell: z.enum(['bash', 'zsh', 'fish']), script: text });
