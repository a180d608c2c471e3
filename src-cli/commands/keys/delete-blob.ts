import { blobOwnerText } from '../../../src-shared/i18n/large-blob-message.ts';
import { namedBlob, requireBlobId } from '../../program/arguments/blob-argument.ts';
import { defineCommand } from '../../program/command.ts';
import { CommandFailed, valueOf } from '../../program/command-failure.ts';
import { confirm } from '../../program/confirm.ts';
import { keyJournal } from '../../program/inventory-access.ts';
import { chosenKey } from '../../program/key-access.ts';
import { keyReference, nameOf } from '../../program/key-reference.ts';
import { unlockBlobs } from './blobs.ts';

/** `blobs delete`: deletes one large blob after a question, and reads them again to say whether it is gone. */
export const deleteBlob = defineCommand({
  summary: 'cli.blobs.delete',
  args: '<blob>',
  options: {},
  run: async (context, { args: [argument = ''] }) => {
    const { t, terminal } = context;
    const id = requireBlobId(context, argument);
    const candidate = await chosenKey(context);
    const listing = await unlockBlobs(context, candidate);
    if (listing.state === 'damaged') throw new CommandFailed({ kind: 'blobs-damaged' });
    const blob = namedBlob(context, listing, id);
    const { blobId } = blob;
    const owner = blobOwnerText(t, blob, listing.passkeysComplete);
    terminal.note(t('cli.blobs.delete.what', { blob: blobId, owner, key: nameOf(candidate) }));
    await confirm(context, t('cli.blobs.delete.question'));
    const { keys } = await context.core();
    const options = { signal: context.signal, journal: await keyJournal(context, candidate) };
    const outcome = await keys.run('delete-blob', candidate.key.handle, { blobId }, options);
    const { stillListed, listing: after } = valueOf(outcome);
    if (stillListed === true) {
      throw new CommandFailed({ kind: 'key-broke-protocol', detail: t('cli.blobs.delete.still-listed') });
    }
    return { candidate, blobId, stillListed, blobs: after?.blobs ?? null };
  },
  document: (_, { candidate, blobId, stillListed, blobs }) => ({
    key: keyReference(candidate),
    done: true,
    blobId,
    stillListed,
    blobs,
  }),
  lines: ({ t }, { candidate, blobId, stillListed }) => [
    stillListed === null
      ? t('cli.blobs.delete.not-checked')
      : t('cli.blobs.deleted', { blob: blobId, key: nameOf(candidate) }),
  ],
});
