import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { MetadataState, SignInJudgement } from '../../../src-shared/domain/genuineness.ts';
import type { KeyHandle } from '../../../src-shared/domain/plugged-key.ts';
import type { SignInReading } from '../../../src-shared/domain/sign-in-test.ts';
import type { Translate } from '../../../src-shared/i18n/translator.ts';
import { api } from '../../api.ts';
import { showDone } from '../../stores/notice-store.ts';
import { run } from '../../stores/run.ts';

/** Answers of one plug-in of a key, with the judgement on them. */
interface TriedKey {
  readonly reading: SignInReading;
  readonly judgement: SignInJudgement;
}

interface GenuinenessState {
  readonly tried: Readonly<Record<KeyHandle, TriedKey>>;
  /** The list of models that is kept: null where there is none, undefined while nobody looked. */
  readonly metadata: MetadataState | null | undefined;
}

const store = createStore<GenuinenessState>(() => ({ tried: {}, metadata: undefined }));

/** Returns what this plug-in of a key proved; null where it was not tried. */
export function useJudgement(handle: KeyHandle): SignInJudgement | null {
  return useStore(store, ({ tried }) => tried[handle]?.judgement ?? null);
}

/** Returns the list of models that is kept; undefined while it is not known. */
export function useMetadata(): MetadataState | null | undefined {
  return useStore(store, ({ metadata }) => metadata);
}

/** Asks which list of models is kept. */
export async function loadMetadata(): Promise<void> {
  const metadata = await run(api().genuineness.metadata());
  if (metadata !== undefined) store.setState({ metadata });
}

/** Creates a credential on a key that it does not store, signs in with it, and keeps what that proves. */
export async function tryKey(handle: KeyHandle): Promise<void> {
  const reading = await run(api().keys.signInTest({ handle }), handle);
  if (reading !== undefined) await judge(handle, reading);
}

/** Asks for a list of models; what keys answered before is judged by it again, without a touch. */
export async function importMetadata(t: Translate): Promise<void> {
  const metadata = await run(api().genuineness.importMetadata());
  if (metadata === undefined || metadata === null) return;
  store.setState({ metadata });
  showDone(t('cli.metadata.imported', { number: metadata.number, models: metadata.models, date: metadata.nextUpdate }));
  await judgeAgain();
}

/** Removes the list of models; what keys answered before is judged without one. */
export async function removeMetadata(t: Translate): Promise<void> {
  if ((await run(api().genuineness.removeMetadata())) === undefined) return;
  store.setState({ metadata: null });
  showDone(t('cli.metadata.removed'));
  await judgeAgain();
}

async function judgeAgain(): Promise<void> {
  const { tried } = store.getState();
  await Promise.all(Object.entries(tried).map(([handle, { reading }]) => judge(handle, reading)));
}

async function judge(handle: KeyHandle, reading: SignInReading): Promise<void> {
  const judgement = await run(api().genuineness.judge({ reading }), handle);
  if (judgement === undefined) return;
  store.setState(({ tried }) => ({ tried: { ...tried, [handle]: { reading, judgement } } }));
}
