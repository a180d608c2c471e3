import { readFile } from 'node:fs/promises';
import { readCertificate } from '../attestation/read-certificate.ts';
import { createMetadataStore, metadataFileBeside, type MetadataStore } from '../metadata/metadata-store.ts';

export interface DemoMetadataOptions {
  /** Inventory file of the person's own, beside which an imported BLOB is kept; without one it is kept until the program ends. */
  readonly inventoryFile: string | undefined;
  /** Folder of what the build made for the demonstration, with a slash at its end. */
  readonly folder: URL;
}

/** Metadata of the demonstration as the build wrote them. */
export interface DemoMetadata {
  /** Root certificate of the example metadata service (DER, base64). */
  readonly root: string;
  readonly blob: string;
}

/** Creates the store of the demonstration: it trusts the example metadata service alone, and knows its models from the beginning. */
export async function openDemoMetadata({ inventoryFile, folder }: DemoMetadataOptions): Promise<MetadataStore> {
  const { root, blob } = JSON.parse(await readFile(new URL('metadata.json', folder), 'utf8')) as DemoMetadata;
  const certificate = readCertificate(Buffer.from(root, 'base64'));
  if (certificate === null) throw new Error('the root of the demonstration cannot be read');
  const file = inventoryFile === undefined ? null : metadataFileBeside(inventoryFile);
  return createMetadataStore({ file, roots: [certificate], initial: blob });
}
