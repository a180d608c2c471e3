import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import {
  type CoverageCatalogue,
  coverageInputOf,
  type UnreadKey,
} from '../../../src-shared/coverage/coverage-input.ts';
import type { CoverageReport } from '../../../src-shared/coverage/coverage-report.ts';
import { createAnalyser } from '../../../src-shared/coverage/create-analyser.ts';
import type { InventorySnapshot } from '../../../src-shared/domain/inventory-snapshot.ts';
import { type NextStep, seekNextStep } from '../../../src-shared/plans/next-step.ts';
import { useApp } from '../../stores/app-store.ts';
import { useInventory } from '../../stores/inventory-store.ts';
import { useKeys } from '../../stores/keys-store.ts';
import { siteOf } from '../../stores/sites.ts';
import { useTranslation } from '../../use-translation.tsx';
import { firstSteps } from '../first-run/first-steps.ts';
import { findUnreadKeys, handleOfUnread, keepSame } from './unread-keys.ts';

interface LastAnalysis extends Omit<CoverageCatalogue, 'siteOf'> {
  readonly snapshot: InventorySnapshot;
  readonly unreadKeys: readonly UnreadKey[];
  readonly now: string;
  readonly report: CoverageReport;
  /** Computed when it is first asked for; undefined until then. */
  step?: NextStep | null;
}

/** One for the whole window: after a change it judges only what the change touches. */
const analyse = createAnalyser();
/** The result that several views share. */
let lastAnalysis: LastAnalysis | null = null;
/** The moment of the last judgement (ISO 8601): what is stale and which passes are over depends on it. */
const moment = createStore(() => ({ now: new Date().toISOString() }));

type AnalysisInput = Omit<LastAnalysis, 'report' | 'step'>;

function analyseOnce(input: AnalysisInput): CoverageReport {
  const { snapshot, unreadKeys, now, services, advisories, otherWayProviders } = input;
  const isKnown =
    lastAnalysis?.snapshot === snapshot &&
    lastAnalysis.unreadKeys === unreadKeys &&
    lastAnalysis.now === now &&
    lastAnalysis.services === services &&
    lastAnalysis.advisories === advisories &&
    lastAnalysis.otherWayProviders === otherWayProviders;
  if (isKnown && lastAnalysis !== null) return lastAnalysis.report;
  const report = analyse(coverageInputOf(snapshot, { ...input, siteOf }, now, unreadKeys));
  lastAnalysis = { ...input, report };
  return report;
}

/** Finds the one next step of the last report, one analysis after the other; null for any other report. */
export function* seekNextStepOf(report: CoverageReport): Generator<undefined, NextStep | null, void> {
  const last = lastAnalysis;
  if (last?.report !== report) return null;
  if (last.step === undefined) {
    const input = coverageInputOf(last.snapshot, { ...last, siteOf }, last.now, last.unreadKeys);
    last.step = yield* seekNextStep(input, report, analyse);
  }
  return last.step;
}

/** The unread keys that were found last: the same list while nothing about them changes. */
const seen = createStore<{ readonly unread: readonly UnreadKey[] }>(() => ({ unread: [] }));

/**
 * Returns the keys that are plugged in and were never read. At the beginning a person may unplug one key to plug in the next: the one that
 * was seen is waited for, until another one comes or there is no spare.
 */
function useUnreadKeys(snapshot: InventorySnapshot | null): readonly UnreadKey[] {
  const { t } = useTranslation();
  const plugged = useKeys((state) => state.keys);
  const left = snapshot?.preferences.noSpareYet === true;
  const records = snapshot?.keys;
  const last = useStore(seen, ({ unread }) => unread);
  const unread = useMemo(() => {
    const known = records ?? [];
    const found = findUnreadKeys(t, plugged, known);
    const isAwaited = found.length === 0 && !left && firstSteps(known, [])?.current === 'read';
    const gone = last.filter(({ keyId }) => !plugged.some(({ handle }) => handle === handleOfUnread(keyId)));
    return keepSame(last, isAwaited ? gone.slice(0, 1) : found);
  }, [t, plugged, left, records, last]);
  useEffect(() => seen.setState({ unread }), [unread]);
  return unread;
}

/** Computes the coverage of the present inventory, again when a day or a pass is over; null until the inventory has come. */
export function useCoverage(): CoverageReport | null {
  const snapshot = useInventory((state) => state.snapshot);
  const services = useApp((state) => state.services);
  const advisories = useApp((state) => state.advisories);
  const otherWayProviders = useApp((state) => state.otherWays);
  const unreadKeys = useUnreadKeys(snapshot);
  const now = useStore(moment, (state) => state.now);
  useEffect(() => {
    if (snapshot === null) return;
    const timer = setTimeout(() => moment.setState({ now: new Date().toISOString() }), untilNextChange(snapshot, now));
    return () => clearTimeout(timer);
  }, [snapshot, now]);
  return useMemo(() => {
    if (snapshot === null) return null;
    return analyseOnce({ snapshot, unreadKeys, services, advisories, otherWayProviders, now });
  }, [snapshot, unreadKeys, services, advisories, otherWayProviders, now]);
}

/** Returns the time for which the coverage was last computed (ISO 8601). */
export function useMoment(): string {
  return useStore(moment, (state) => state.now);
}

const day = 24 * 60 * 60 * 1000;

/** Returns milliseconds until the day or the next pass begins or ends. */
export function untilNextChange({ otherWaysIn }: Pick<InventorySnapshot, 'otherWaysIn'>, now: string): number {
  const time = Date.parse(now);
  const midnight = new Date(time).setHours(24, 0, 0, 0);
  const edges = otherWaysIn
    .flatMap(({ validFrom, validUntil }) => [validFrom, validUntil])
    .flatMap((edge) => (edge === null ? [] : [Date.parse(edge)]))
    .filter((edge) => edge > time);
  // One more second: at the very moment itself nothing is over yet.
  return Math.min(day, Math.min(midnight, ...edges) - time + 1000);
}
