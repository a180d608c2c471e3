import type { LargeBlob } from '../../../src-shared/domain/large-blob.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { fromHex, toHex } from '../../../src-shared/lib/hex.ts';
import { escapeObeyed } from '../../../src-shared/lib/obeyed-characters.ts';
import { hexLines, readableText } from '../../../src-shared/lib/readable-text.ts';
import { namedBlob, requireBlobId } from '../../program/arguments/blob-argument.ts';
import { defineCommand } from '../../program/command.ts';
import type { CommandContext } from '../../program/command-context.ts';
import { valueOf } from '../../program/command-failure.ts';
import { chosenKey } from '../../program/key-access.ts';
import { keyReference } from '../../program/key-reference.ts';
import { flag, mandatory } from '../../program/options.ts';
import type { KeyCandidate } from '../../program/select-key.ts';
import { writeOutputFile } from '../../program/write-output-file.ts';
import { unlockBlobs } from './blobs.ts';

interface BlobContent {
  readonly candidate: KeyCandidate;
  readonly blob: LargeBlob;
  readonly data: Uint8Array;
}

/** `blobs show`: the content of one large blob, as text where it is one, else in hex. */
export const showBlob = defineCommand({
  summary: 'cli.blobs.show',
  args: '<blob>',
  options: { hex: flag('--hex', 'cli.option.blob-hex') },
  run: async (context, { args: [argument = ''], hex }) => ({ ...(await readBlob(context, argument)), hex }),
  document: (_, { candidate, blob, data }) => ({
    key: keyReference(candidate),
    ...blob,
    data: toHex(data),
    text: readableText(data),
  }),
  lines: (_, { data, hex }) => {
    const text = hex ? null : readableText(data);
    return text === null
      ? [...hexLines(data)]
      : escapeObeyed(text)
          .replace(/\r?\n$/, '')
          .split(/\r?\n/);
  },
});

/** `blobs export`: writes the content of one large blob to a file, byte for byte. */
export const exportBlob = defineCommand({
  summary: 'cli.blobs.export',
  args: '<blob>',
  options: { out: mandatory('--out <file>', 'cli.option.blob-out') },
  run: async (context, { args: [argument = ''], out }) => {
    const { candidate, blob, data } = await readBlob(context, argument);
    return { candidate, blob, file: await writeOutputFile(out, data), bytes: data.length };
  },
  document: (_, { candidate, blob, file, bytes }) => ({
    key: keyReference(candidate),
    done: true,
    blobId: blob.blobId,
    file,
    bytes,
  }),
  lines: ({ t }, { file, bytes }) => [t('cli.blobs.exported', { count: bytes, file: displayText(file, 300) })],
});

/** Asks for the PIN and reads the content of the blob that an argument names. Throws CommandFailed and UsageError. */
async function readBlob(context: CommandContext, argument: string): Promise<BlobContent> {
  const id = requireBlobId(context, argument);
  const candidate = await chosenKey(context);
  const blob = namedBlob(context, await unlockBlobs(context, candidate), id);
  const { keys } = await context.core();
  const { handle } = candidate.key;
  const { data } = valueOf(await keys.run('read-blob', handle, { blobId: blob.blobId }, { signal: context.signal }));
  return { candidate, blob, data: fromHex(data) };
}
