import type { LargeBlob, LargeBlobListing } from '../../../src-shared/domain/large-blob.ts';
import type { CommandContext } from '../command-context.ts';
import { CommandFailed, UsageError } from '../command-failure.ts';

const shortestPrefix = 4;

/** Finds the large blob that an argument names: its ID, or a beginning of it that fits one only. Throws UsageError and CommandFailed. */
export function namedBlob(
  { t }: Pick<CommandContext, 't'>,
  { blobs }: Pick<LargeBlobListing, 'blobs'>,
  id: string,
): LargeBlob {
  const fitting = blobs.filter(({ blobId }) => blobId.startsWith(id));
  const [only] = fitting;
  if (only === undefined) throw new CommandFailed({ kind: 'blob-not-found' });
  if (fitting.length > 1) throw new UsageError(t('cli.usage.several-blobs', { count: fitting.length }));
  return only;
}

/** Reads the ID of a blob, or a beginning of it, before a PIN is asked for. Throws UsageError. */
export function requireBlobId({ t }: Pick<CommandContext, 't'>, argument: string): string {
  const id = argument.trim().toLowerCase();
  if (/^[0-9a-f]+$/.test(id) && id.length >= shortestPrefix) return id;
  throw new UsageError(t('cli.usage.blob-id', { digits: shortestPrefix }));
}
