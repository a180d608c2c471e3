import type { AppContract } from '../../src-shared/ipc/contract.ts';
import type { HandlersOf } from '../../src-shared/ipc/define-contract.ts';
import { failed, success } from '../../src-shared/lib/outcome.ts';
import { metadataState } from '../metadata/metadata-state.ts';
import type { MetadataStore } from '../metadata/metadata-store.ts';
import { largestBlob } from '../metadata/metadata-blob.ts';
import type { ChosenFiles } from './inventory-handlers.ts';
import type { Ask } from './question.ts';

export interface GenuinenessHandlersOptions {
  /** Opens the list of models: it is loaded when it is first asked for. */
  readonly metadata: () => Promise<MetadataStore>;
  readonly files: Pick<ChosenFiles, 'openBytes'>;
  readonly ask: Ask;
  readonly now: () => Date;
}

/** Answers what a window asks about what keys prove. */
export function createGenuinenessHandlers(options: GenuinenessHandlersOptions): HandlersOf<AppContract>['genuineness'] {
  const { metadata, files, ask, now } = options;
  return {
    judge: async ({ reading }) => {
      const kept = await (await metadata()).current();
      const { judgeSignInTest } = await import('../attestation/judge-sign-in-test.ts');
      return kept.ok ? success(judgeSignInTest(reading, kept.value, now())) : kept;
    },
    metadata: async () => {
      const kept = await (await metadata()).current();
      if (!kept.ok) return kept;
      return success(kept.value === null ? null : metadataState(kept.value, now()));
    },
    importMetadata: async () => {
      const chosen = await files.openBytes('blob', largestBlob);
      if (!chosen.ok || chosen.value === null) return chosen.ok ? success(null) : chosen;
      return (await metadata()).import(chosen.value.bytes);
    },
    removeMetadata: async () => {
      // Without it an older list could be imported in its place.
      if (!(await ask({ kind: 'remove-metadata' }))) return failed({ kind: 'cancelled' });
      return (await metadata()).remove();
    },
  };
}
