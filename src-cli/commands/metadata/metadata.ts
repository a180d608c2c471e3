import { metadataText } from '../../../src-shared/i18n/genuineness-message.ts';
import { readPlainFile } from '../../../src-main/files/read-plain-file.ts';
import { metadataState } from '../../../src-main/metadata/metadata-state.ts';
import { largestBlob } from '../../../src-main/metadata/metadata-blob.ts';
import { defineCommand } from '../../program/command.ts';
import { valueOf } from '../../program/command-failure.ts';

/** `metadata import`: takes a list of models in place of the one that is kept; one that cannot be believed, or is older, changes nothing. */
export const importMetadata = defineCommand({
  summary: 'cli.metadata.import',
  args: '<file>',
  options: {},
  run: async (context, { args: [file = ''] }) => {
    const bytes = valueOf(await readPlainFile(file, largestBlob));
    const store = await context.metadata();
    return { done: true, ...valueOf(await store.import(bytes)) };
  },
  lines: ({ t }, { number, models, nextUpdate }) => [t('cli.metadata.imported', { number, models, date: nextUpdate })],
});

/** `metadata show`: which list of models is kept. */
export const showMetadata = defineCommand({
  summary: 'cli.metadata.show',
  options: {},
  run: async (context) => {
    const kept = valueOf(await (await context.metadata()).current());
    return { metadata: kept === null ? null : metadataState(kept, new Date()) };
  },
  lines: ({ t }, { metadata }) => [metadata === null ? t('cli.metadata.none') : metadataText(t, metadata)],
});

/** `metadata remove`: no list of models is kept any more. */
export const removeMetadata = defineCommand({
  summary: 'cli.metadata.remove',
  options: {},
  run: async (context) => ({ done: valueOf((await context.metadata()).remove()) }),
  lines: ({ t }, { done }) => [t(done ? 'cli.metadata.removed' : 'cli.metadata.none')],
});
