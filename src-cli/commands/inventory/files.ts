import { failureMessage } from '../../../src-shared/i18n/failure-message.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { readPlainFile } from '../../../src-main/files/read-plain-file.ts';
import { longestDocument } from '../../../src-main/inventory/transfer/export-json.ts';
import type { JsonImportPreview } from '../../../src-main/inventory/inventory.ts';
import { defineCommand } from '../../program/command.ts';
import type { CommandContext } from '../../program/command-context.ts';
import { CommandFailed, UsageError, valueOf } from '../../program/command-failure.ts';
import { confirm } from '../../program/confirm.ts';
import { openedInventory } from '../../program/inventory-access.ts';
import { flag, several } from '../../program/options.ts';
import { writeOutputFile } from '../../program/write-output-file.ts';
import { sameKeyQuestion, sameKeysOf } from './same-keys.ts';

/** `inventory export`: the whole inventory as a JSON document, to a new file or to standard output. */
export const exportInventory = defineCommand({
  summary: 'cli.inventory.export',
  args: '[file]',
  options: {},
  run: async (context, { args: [file] }) => {
    const { inventory } = await openedInventory(context);
    const json = valueOf(await inventory.exportJson());
    if (file !== undefined) await writeOutputFile(file, json);
    return { file, json };
  },
  document: (_, { file, json }) => {
    if (file !== undefined) return { done: true, file };
    const document: unknown = JSON.parse(json);
    if (typeof document !== 'object' || document === null) throw new Error('the export is no object');
    return { ...document };
  },
  lines: ({ t }, { file, json }) =>
    file === undefined ? [json.trimEnd()] : [t('cli.inventory.exported', { file: displayText(file, 200) })],
});

/** `inventory import`: says what would change, asks, and takes all of it or nothing. */
export const importInventory = defineCommand({
  summary: 'cli.inventory.import',
  args: '<file>',
  options: {
    preview: flag('--preview', 'cli.option.preview'),
    sameKey: several('--same-key <theirs=ours>', 'cli.option.same-key'),
  },
  run: async (context, { args: [file = ''], preview: isPreview, sameKey }) => {
    const { t, terminal } = context;
    const document = valueOf(await readPlainFile(file, longestDocument));
    const { inventory } = await openedInventory(context);
    const preview = valueOf(await inventory.previewImport(document.toString('utf8')));
    if (isPreview) return { done: false, preview };
    for (const line of previewLines(context, preview)) terminal.note(line);
    const sameKeys = await sameKeysOf(context, preview, sameKey ?? []);
    await confirm(context, t('cli.inventory.import.question'));
    valueOf(await inventory.applyImport(preview.token, sameKeys));
    return { done: true, preview };
  },
  document: (_, { done, preview: { token: _token, ...changes } }) => ({ done, ...changes }),
  lines: (context, { done, preview }) =>
    done ? [context.t('cli.inventory.imported')] : previewLines(context, preview),
});

function previewLines(context: CommandContext, preview: JsonImportPreview): string[] {
  const { t } = context;
  const { addedKeys, mergedKeys, addedEnrolments, addedOtherWaysIn, addedDevices } = preview;
  const { addedOther, unchanged, conflicts } = preview;
  return [
    t('cli.inventory.import.preview', {
      addedKeys,
      mergedKeys,
      addedEnrolments,
      addedOtherWaysIn,
      addedDevices,
      addedOther,
      unchanged,
    }),
    ...conflicts.map(({ what, ours, theirs }) =>
      t('cli.inventory.import.conflict', {
        what: displayText(what, 60),
        ours: displayText(ours, 60),
        theirs: displayText(theirs, 60),
      }),
    ),
    ...preview.undecidedKeys.map((undecided) => `? ${sameKeyQuestion(context, undecided)}`),
  ];
}

/** `inventory backup`. */
export const backUpInventory = defineCommand({
  summary: 'cli.inventory.backup',
  options: {},
  run: async (context) => {
    const { inventory } = await openedInventory(context);
    const { file } = valueOf(await inventory.backup());
    return { done: true, file };
  },
  lines: ({ t }, { file }) => [t('cli.inventory.backed-up', { file: displayText(file, 300) })],
});

/** `inventory restore`: the present file is kept aside. */
export const restoreInventory = defineCommand({
  summary: 'cli.inventory.restore',
  args: '<file>',
  options: {},
  run: async (context, { args: [file = ''] }) => {
    // Not opened first: a damaged inventory is what a backup is for.
    const inventory = await context.inventory();
    await confirm(context, context.t('cli.inventory.restore.question', { file: displayText(file, 200) }));
    valueOf(await inventory.restore(file));
    return { done: true, file };
  },
  lines: ({ t }) => [t('cli.inventory.restored')],
});

/** `inventory accept`: takes the file for the right one, after it was said to be another than this computer knew. */
export const acceptInventory = defineCommand({
  summary: 'cli.inventory.accept',
  options: {},
  run: async (context) => {
    const { t, terminal } = context;
    const inventory = await context.inventory();
    const { replaced } = await inventory.status();
    if (replaced === null) return { done: false };
    terminal.note(failureMessage(t, { kind: 'inventory-replaced', detail: replaced }).text);
    await confirm(context, t('cli.inventory.accept.question'));
    valueOf(await inventory.acceptFile());
    return { done: true };
  },
  lines: ({ t }, { done }) => [t(done ? 'cli.inventory.accepted' : 'cli.inventory.accept.nothing')],
});

/** Command that begins with an empty inventory; the present file is kept under another name. */
export const startFromScratch = defineCommand({
  summary: 'cli.inventory.start-anew',
  options: {},
  run: async (context) => {
    const inventory = await context.inventory();
    await confirm(context, context.t('cli.inventory.start-anew.question'));
    const { keptAside } = valueOf(await inventory.startFromScratch());
    return { done: true, keptAside };
  },
  lines: ({ t }, { keptAside }) => [
    t('cli.inventory.started-from-scratch', { file: displayText(keptAside ?? '–', 300) }),
  ],
});

/** `inventory erase`: everything, backups included. A word must be typed, unless `--yes` is given. */
export const eraseInventory = defineCommand({
  summary: 'cli.inventory.erase',
  options: {},
  run: async (context) => {
    const { t, terminal } = context;
    const inventory = await context.inventory();
    const { location, backups } = await inventory.status();
    terminal.note(t('cli.inventory.erase.what', { file: displayText(location, 300), backups: backups.length }));
    if (!context.options.yes) {
      if (!terminal.canAsk) throw new UsageError(t('cli.usage.needs-yes'));
      const word = t('cli.word.erase');
      const given = await terminal.askLine(`${t('cli.prompt.type-word', { word })} `, context.signal);
      if (given.trim().toLowerCase() !== word) throw new CommandFailed({ kind: 'cancelled' });
    }
    const before = await inventory.snapshot();
    valueOf(await inventory.eraseEverything());
    const readAccess = await context.readAccess();
    if (before.ok) for (const { id } of before.value.keys) await readAccess.forget(id);
    return { done: true };
  },
  lines: ({ t }) => [t('cli.inventory.erased')],
});
