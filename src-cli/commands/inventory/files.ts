import { constants } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { longestDocument } from '../../../src-main/inventory/transfer/export-json.ts';
import type { JsonImportPreview } from '../../../src-main/inventory/inventory.ts';
import type { CommandContext, CommandResult } from '../../program/command-context.ts';
import { CommandFailed, UsageError, valueOf } from '../../program/command-failed.ts';
import { confirm } from '../../terminal/confirm.ts';
import { openedInventory } from '../../program/inventory-access.ts';
import type { OwnOptions } from '../../program/program.ts';

/** `inventory export`: the whole inventory as a JSON document, to a new file or to standard output. */
export async function exportInventory(context: CommandContext, [file]: readonly string[]): Promise<CommandResult> {
  const { inventory } = await openedInventory(context);
  const json = valueOf(await inventory.exportJson());
  if (file === undefined) {
    const document: unknown = JSON.parse(json);
    if (typeof document !== 'object' || document === null) throw new Error('the export is no object');
    return { document: { ...document }, lines: [json.trimEnd()] };
  }
  await writeNewFile(context, file, json);
  return {
    document: { done: true, file },
    lines: [context.t('cli.inventory.exported', { file: displayText(file, 200) })],
  };
}

/** `inventory import`: says what would change, asks, and takes all of it or nothing. */
export async function importInventory(
  context: CommandContext,
  [file = '']: readonly string[],
  options: OwnOptions,
): Promise<CommandResult> {
  const { t, terminal } = context;
  const { inventory } = await openedInventory(context);
  const preview = valueOf(await inventory.previewImport(await readSmallFile(file)));
  const { token, ...changes } = preview;
  const lines = previewLines(context, preview);
  if (options['preview'] === true) return { document: { done: false, ...changes }, lines };
  for (const line of lines) terminal.note(line);
  await confirm(context, t('cli.inventory.import.question'));
  valueOf(await inventory.applyImport(token));
  return { document: { done: true, ...changes }, lines: [t('cli.inventory.imported')] };
}

function previewLines({ t }: CommandContext, preview: JsonImportPreview): string[] {
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
  ];
}

/** `inventory backup`. */
export async function backUpInventory(context: CommandContext): Promise<CommandResult> {
  const { inventory } = await openedInventory(context);
  const { file } = valueOf(await inventory.backup());
  return {
    document: { done: true, file },
    lines: [context.t('cli.inventory.backed-up', { file: displayText(file, 300) })],
  };
}

/** `inventory restore`: the present file is kept aside. */
export async function restoreInventory(
  context: CommandContext,
  [file = '']: readonly string[],
): Promise<CommandResult> {
  // Not opened first: a damaged inventory is what a backup is for.
  const inventory = await context.inventory();
  await confirm(context, context.t('cli.inventory.restore.question', { file: displayText(file, 200) }));
  valueOf(await inventory.restore(file));
  return { document: { done: true, file }, lines: [context.t('cli.inventory.restored')] };
}

/** `inventory start-anew`: an empty inventory; the present file is kept aside under another name. */
export async function startFromScratch(context: CommandContext): Promise<CommandResult> {
  const inventory = await context.inventory();
  await confirm(context, context.t('cli.inventory.start-anew.question'));
  const { keptAside } = valueOf(await inventory.startFromScratch());
  return {
    document: { done: true, keptAside },
    lines: [context.t('cli.inventory.started-anew', { file: displayText(keptAside ?? '–', 300) })],
  };
}

/** `inventory erase`: everything, backups included. A word must be typed; `--yes` does not answer for it alone. */
export async function eraseInventory(context: CommandContext): Promise<CommandResult> {
  const { t, terminal } = context;
  const inventory = await context.inventory();
  const { location, backups } = await inventory.status();
  terminal.note(t('cli.inventory.erase.what', { file: displayText(location, 300), backups: backups.length }));
  if (context.options.yes !== true) {
    if (!terminal.canAsk) throw new UsageError(t('cli.usage.needs-yes'));
    const word = t('cli.word.erase');
    const given = await terminal.askLine(`${t('cli.prompt.type-word', { word })} `, context.signal);
    if (given.trim().toLowerCase() !== word) throw new CommandFailed({ kind: 'cancelled' });
  }
  valueOf(await inventory.eraseEverything());
  return { document: { done: true }, lines: [t('cli.inventory.erased')] };
}

async function readSmallFile(file: string): Promise<string> {
  try {
    const { size } = await stat(file);
    if (size > longestDocument) throw new CommandFailed({ kind: 'input-invalid', detail: 'too-large' });
    return await readFile(file, 'utf8');
  } catch (error) {
    throw error instanceof CommandFailed ? error : new CommandFailed({ kind: 'input-invalid', detail: 'no-such-file' });
  }
}

/** Never over an existing file, and readable by its owner only: an export names accounts. */
async function writeNewFile({ t }: CommandContext, file: string, text: string): Promise<void> {
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;
  const handle = await open(file, flags, 0o600).catch((error: unknown) => {
    throw new UsageError(t('cli.usage.cannot-write', { file, reason: codeOf(error) }));
  });
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'error';
}
