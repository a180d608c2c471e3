import { randomBytes } from 'node:crypto';
import { loadAdvisories } from '../../catalogue/advisories.ts';
import { modelOf } from '../../catalogue/models.ts';
import type { CheckQuestion, KeyTest } from '../../src-shared/check/check-question.ts';
import { judgeCheck } from '../../src-shared/check/judge-check.ts';
import type { CheckRules } from '../../src-shared/domain/check-profile.ts';
import { mostKnownPasskeys } from '../../src-shared/domain/check-reading-schema.ts';
import type { CheckedKey, KeyCheck } from '../../src-shared/domain/check.ts';
import type { GoodsInList } from '../../src-shared/domain/goods-in.ts';
import type { InventorySnapshot } from '../../src-shared/domain/inventory-snapshot.ts';
import type { ModelList } from '../../src-shared/domain/model-list.ts';
import type { OperationFailure } from '../../src-shared/domain/operation-failure.ts';
import type { PluggedKey } from '../../src-shared/domain/plugged-key.ts';
import { toHex } from '../../src-shared/lib/hex.ts';
import type { InputOf, OutputOf } from '../../src-shared/operations/operation-names.ts';
import type { Result } from '../../src-shared/lib/outcome.ts';
import { knownPasskeys } from './known-passkeys.ts';

/** Rules and lists that hold for every key of a desk. */
export interface DeskSettings {
  /** Name of the profile; of a built-in one its id. */
  readonly profile: string;
  readonly rules: CheckRules;
  readonly models: ModelList | null;
  readonly goodsIn: GoodsInList | null;
  readonly by: string | null;
}

/** Program around a check: the key, and what is remembered. */
export interface CheckSource {
  readonly run: (input: InputOf<'check-key'>) => Promise<Result<OutputOf<'check-key'>, OperationFailure>>;
  /** Null where there is no inventory, or it cannot be opened. */
  readonly snapshot: InventorySnapshot | null;
  /** Keys of the inventory that this one is for sure (one), or may be. */
  readonly candidates: readonly string[];
  readonly isSure: boolean;
  /** Checks that are not in the inventory. */
  readonly earlier: readonly KeyCheck[];
  readonly now: () => Date;
  /** Monotonic milliseconds at which the check began. */
  readonly startedAt: number;
}

/** Facts about a key that a person brought to the desk with it. */
export interface KeyAtHand {
  /** Typed or scanned; null where it was not. */
  readonly assetTag: string | null;
  /** Test of this plug-in of the key; null where nobody tested it. */
  readonly test: KeyTest | null;
}

/** Checks a key that was read: without PIN and touch, and nothing is written to it. A key that does not answer has a verdict, too. */
export async function checkPluggedKey(
  key: PluggedKey,
  desk: DeskSettings,
  source: CheckSource,
  { assetTag: typedTag, test }: KeyAtHand,
): Promise<KeyCheck> {
  const { snapshot, candidates, isSure } = source;
  const earlier = [...(snapshot?.checks ?? []), ...source.earlier];
  const known = knownPasskeys(snapshot, { candidates, isSure, earlier }).slice(0, mostKnownPasskeys);
  const asked = known.map(({ rpId, credentialId }) => ({ rpId, credentialId }));
  const outcome = key.problem === null ? await source.run({ known: asked }) : null;
  const reading = outcome?.ok === true ? outcome.value : null;
  const present = reading === null ? undefined : known[reading.known.indexOf('present')];
  const keyId = isSure ? candidates[0] : present?.keyId;
  const remembered = snapshot?.keys.find(({ id }) => id === keyId) ?? null;
  const question: CheckQuestion = {
    rules: withModels(desk.rules, desk.models),
    key,
    reading,
    failure: key.problem ?? (outcome?.ok === false ? outcome.failure : null),
    model: modelOf(key.facts?.aaguid ?? ''),
    advisories: loadAdvisories(),
    remembered,
    lastReset: isSure ? lastResetOf(snapshot, keyId) : null,
    others: (snapshot?.keys ?? []).filter(({ id }) => id !== keyId),
    earlier,
    assetTag: typedTag ?? remembered?.assetTag ?? null,
    goodsIn: desk.goodsIn,
    known,
    test,
    now: source.now().toISOString(),
  };
  return {
    id: toHex(randomBytes(10)),
    at: question.now,
    profile: desk.profile,
    ...judgeCheck(question),
    key: checkedKey(question),
    milliseconds: Math.round(performance.now() - source.startedAt),
    by: desk.by,
    note: null,
    decision: null,
    answered: present === undefined ? [] : [present.credentialId],
  };
}

/** Finds the last reset of a key in what is recorded. */
function lastResetOf(snapshot: InventorySnapshot | null, keyId: string | undefined): CheckQuestion['lastReset'] {
  const resets = (snapshot?.activity ?? []).filter((one) => one.kind === 'key-reset' && one.keyId === keyId);
  const last = resets.toSorted((one, other) => one.at.localeCompare(other.at)).at(-1);
  return last === undefined ? null : { at: last.at, confirmed: last.details['confirmed'] === 'true' };
}

/** Adds a list of models to the rules: a profile of its own lists none, or it would not be clear which counts. */
function withModels(rules: CheckRules, models: ModelList | null): CheckRules {
  if (models === null) return rules;
  const { aaguids } = models;
  return models.kind === 'allow' ? { ...rules, 'allowed-models': aaguids } : { ...rules, 'forbidden-models': aaguids };
}

function checkedKey({ key, remembered, assetTag, model, reading }: CheckQuestion): CheckedKey {
  const { facts, usbSerial, product } = key;
  return {
    keyId: remembered?.id ?? null,
    label: remembered?.label ?? null,
    vendorSerial: facts?.vendorSerial ?? reading?.vendor?.serial ?? null,
    usbSerial,
    assetTag,
    aaguid: facts?.aaguid ?? null,
    model: model?.model ?? null,
    product,
    firmware: facts?.firmware ?? null,
  };
}
