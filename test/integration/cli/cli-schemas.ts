import { z } from 'zod';
import { capabilityReasonSchema } from '../../../src-shared/domain/capability-schema.ts';
import { credentialSchema, listingProblemSchema } from '../../../src-shared/domain/credential-schema.ts';
import { questionKinds } from '../../../src-shared/coverage/question-types.ts';
import { deviceKinds } from '../../../src-shared/domain/device.ts';
import { pinWays } from '../../../src-shared/domain/pin-way.ts';
import { inventoryKeySchema } from '../../../src-shared/domain/inventory-key-schema.ts';
import { otherWayInSchema } from '../../../src-shared/domain/other-way-in-schema.ts';
import { operationFailureSchema } from '../../../src-shared/domain/operation-failure-schema.ts';
import { replacements } from '../../../src-shared/domain/operation-failure.ts';
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
export const infoDocument = keyDocument.extend({
  options: z.record(text, z.boolean()),
  extensions: z.array(text),
  transports: z.array(text),
  algorithms: z.array(z.number()),
  formFactor: maybe(text),
  capabilities: maybe(z.record(text, z.strictObject({ answer: text, reason: maybe(text) }))),
  ctaphid: maybe(z.strictObject({ version: text, wink: z.boolean(), cbor: z.boolean(), msg: z.boolean() })),
  raw: maybe(hexSchema),
  findings: z.array(z.strictObject({ kind: text, detail: text, message: text })),
});

const keyReference = z.strictObject({ path: text, inventoryId: maybe(text), label: maybe(text) });
export const passkeysDocument = z.strictObject({
  key: keyReference,
  existing: maybe(z.number().int()),
  remaining: maybe(z.number().int()),
  passkeys: z.array(credentialSchema),
  problems: z.array(listingProblemSchema),
  complete: z.boolean(),
  readAt: instant,
});
export const deleteDocument = z.strictObject({
  key: keyReference,
  done: z.literal(true),
  stillListed: maybe(z.literal(false)),
  passkey: credentialSchema,
  otherKeys: maybe(z.array(text)),
  otherWaysIn: maybe(z.array(z.strictObject({ kind: text, name: text }))),
  onlyKnownWay: maybe(z.boolean()),
});
export const renameDocument = z.strictObject({
  key: keyReference,
  done: z.literal(true),
  passkey: maybe(credentialSchema),
});
export const pinDocument = z.strictObject({ key: keyReference, done: z.literal(true), pin });
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
