import { builtInRules } from '../../src-shared/check/built-in-profiles.ts';
import type { KeyCheck } from '../../src-shared/domain/check.ts';
import type { SignInJudgement } from '../../src-shared/domain/genuineness.ts';
import type { ModelList } from '../../src-shared/domain/model-list.ts';
import type { OperationFailure } from '../../src-shared/domain/operation-failure.ts';
import type { Outcome } from '../../src-shared/domain/outcome.ts';
import type { KeyHandle } from '../../src-shared/domain/plugged-key.ts';
import type { Locale } from '../../src-shared/domain/settings.ts';
import type { AppContract } from '../../src-shared/ipc/contract.ts';
import type { HandlersOf } from '../../src-shared/ipc/define-contract.ts';
import { failed, success } from '../../src-shared/lib/outcome.ts';
import { checkSlip, checkTable } from '../../src-shared/reports/check-slip.ts';
import { createReportContext } from '../../src-shared/reports/report-context.ts';
import type { ReportDocument } from '../../src-shared/reports/report-document.ts';
import { readGoodsIn } from '../check/read-goods-in.ts';
import { readModelList } from '../check/read-model-list.ts';
import { maxImportBytes } from '../imports/decode-text.ts';
import type { Inventory } from '../inventory/inventory.ts';
import { parseProfile } from '../policy/parse-profile.ts';
import { decodeRules } from '../policy/parse-rules.ts';
import { csvText } from '../reports/csv.ts';
import { htmlText } from '../reports/html.ts';
import type { DeskService } from './desk-service.ts';
import type { ChosenFiles } from './inventory-handlers.ts';

const maxProfileBytes = 400_000;

export interface CheckHandlersOptions {
  readonly desk: DeskService;
  readonly inventory: Pick<Inventory, 'snapshot' | 'noteOnCheck' | 'decideCheck'>;
  readonly files: Pick<ChosenFiles, 'openBytes' | 'saveMade'>;
  readonly makePdf: (report: ReportDocument) => Promise<Uint8Array>;
  /** Runs the sign-in test on a key, and judges what it answered. */
  readonly testKey: (handle: KeyHandle) => Promise<Outcome<SignInJudgement>>;
  readonly locale: () => Locale;
  readonly demo: boolean;
  readonly now: () => Date;
}

type CheckHandlers = HandlersOf<AppContract>['check'];
type Chosen = Awaited<ReturnType<CheckHandlers['choose']>>;
type AskedModels = Awaited<ReturnType<CheckHandlers['askModels']>>;

/** File of models as it was chosen. */
interface ChosenModels {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Answers what a window asks of the desk of the issue check. */
export function createCheckHandlers(options: CheckHandlersOptions): CheckHandlers {
  const { desk, inventory, files, locale, demo, now } = options;
  /** File of models that was chosen last: the person may have to say which profile of it counts. */
  let models: ChosenModels | null = null;

  const report = (at: string) => createReportContext({ locale: locale(), now: at, demo, withIdentifiers: false });

  /** Lists every check that is known, oldest first. */
  async function allChecks(): Promise<readonly KeyCheck[]> {
    const snapshot = await inventory.snapshot();
    const kept = snapshot.ok ? snapshot.value.checks : [];
    return [...kept, ...desk.unrecorded()].toSorted((one, other) => one.at.localeCompare(other.at));
  }

  async function chosenFile(kind: 'policy' | 'csv' | 'models', maxBytes: number) {
    const chosen = await files.openBytes(kind, maxBytes);
    if (!chosen.ok || chosen.value === null) return chosen;
    return success({ name: chosen.value.name.slice(0, 200), bytes: chosen.value.bytes });
  }

  async function chooseProfile(): Promise<Chosen> {
    const chosen = await chosenFile('policy', maxProfileBytes);
    if (!chosen.ok) return chosen;
    if (chosen.value === null) return success(null);
    const decoded = decodeRules(chosen.value.bytes);
    const profile = decoded.ok ? parseProfile(decoded.value) : decoded;
    if (!profile.ok) {
      return success({ state: 'refused' as const, file: chosen.value.name, problems: [...profile.failure] });
    }
    desk.set({ profile: profile.value.name, rules: profile.value.rules });
    return success({ state: 'taken' as const });
  }

  async function chooseGoodsIn(): Promise<Chosen> {
    const chosen = await chosenFile('csv', maxImportBytes);
    if (!chosen.ok) return chosen;
    if (chosen.value === null) return success(null);
    const list = readGoodsIn(chosen.value.bytes, chosen.value.name);
    if (!list.ok) return list;
    desk.set({ goodsIn: list.value });
    return success({ state: 'taken' as const });
  }

  async function askModels(): Promise<AskedModels> {
    const chosen = await chosenFile('models', maxImportBytes);
    if (!chosen.ok) return chosen;
    if (chosen.value === null) return success(null);
    models = chosen.value;
    const list = readModelList(models.bytes, models.name, null);
    if (list.ok) return success({ state: 'taken' as const, list: list.value });
    const names = severalProfiles(list.failure);
    return names === null ? list : success({ state: 'several' as const, names: [...names] });
  }

  async function chooseModels(): Promise<Chosen> {
    const asked = await askModels();
    if (!asked.ok || asked.value?.state !== 'taken') return asked;
    desk.set({ models: asked.value.list });
    return success({ state: 'taken' as const });
  }

  /** Returns one passkey profile of the file that was chosen last; fails as `readModelList` does. */
  function profileOf(name: string): Outcome<ModelList, 'input-invalid'> {
    if (models === null) return failed({ kind: 'input-invalid', detail: 'models-not-read' });
    return readModelList(models.bytes, models.name, name);
  }

  const choosers = { profile: chooseProfile, models: chooseModels, 'goods-in': chooseGoodsIn } as const;

  return {
    open: () => desk.open(),
    close: () => {
      desk.close();
      return null;
    },
    set: ({ profile, ...change }) => {
      desk.set({ ...change, ...(profile !== undefined && { profile, rules: builtInRules[profile] }) });
      return null;
    },
    noticed: () => {
      desk.noticed();
      return null;
    },
    choose: ({ list }) => choosers[list](),
    takeModels: ({ name }) => {
      const list = profileOf(name);
      if (!list.ok) return list;
      desk.set({ models: list.value });
      return success(null);
    },
    models: () => desk.models(),
    askModels,
    askProfile: ({ name }) => profileOf(name),
    drop: ({ list }) => {
      desk.set(list === 'models' ? { models: null } : { goodsIn: null });
      return null;
    },
    again: ({ assetTag }) => desk.again(assetTag === '' ? null : assetTag),
    test: ({ handle }) => desk.test(handle, () => options.testKey(handle)),
    unrecorded: () => [...desk.unrecorded()],
    note: async ({ id, text }) => {
      const noted = await inventory.noteOnCheck(id, text);
      return noted.ok ? success(null) : noted;
    },
    decide: async ({ id, ...decision }) => {
      const decided = await inventory.decideCheck(id, { ...decision, at: now().toISOString() });
      return decided.ok ? success(null) : decided;
    },
    saveSlip: async ({ id, format }) => {
      const check = (await allChecks()).find((one) => one.id === id);
      if (check === undefined) return failed({ kind: 'input-invalid', detail: 'no-such-check' });
      const slip = checkSlip(report(check.at), check);
      return files.saveMade(`sparekey-slip-${stamp(check.at)}.${format}`, format, async () =>
        success(format === 'pdf' ? await options.makePdf(slip) : new TextEncoder().encode(htmlText(slip))),
      );
    },
    saveToday: async () => {
      const made = now();
      const today = (await allChecks()).filter(({ at }) => dayOf(new Date(at)) === dayOf(made)).toReversed();
      const table = csvText(checkTable(report(made.toISOString()), today), { byteOrderMark: true });
      return files.saveMade(`sparekey-checks-${dayOf(made)}.csv`, 'csv', () =>
        Promise.resolve(success(new TextEncoder().encode(table))),
      );
    },
  };
}

/** Returns the names among which the person has to choose; null where something else is wrong. */
function severalProfiles(failure: OperationFailure): readonly string[] | null {
  return failure.kind === 'input-invalid' && failure.detail === 'models-several' ? (failure.names ?? []) : null;
}

/** Returns the day of the person's calendar, as "2026-11-30". */
function dayOf(date: Date): string {
  return date.toLocaleDateString('sv');
}

/** Returns a time as file names have it. */
function stamp(iso: string): string {
  return new Date(iso).toLocaleString('sv').replaceAll(/[^0-9]+/g, '-');
}
