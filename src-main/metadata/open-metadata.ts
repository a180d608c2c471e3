import { createMetadataStore, metadataFileBeside, type MetadataStore } from './metadata-store.ts';
import { metadataRoots } from './metadata-roots.ts';

/** Opens the list of models beside an inventory file; it has to be signed by the FIDO Metadata Service. */
export function openMetadata(inventoryFile: string): MetadataStore {
  return createMetadataStore({ file: metadataFileBeside(inventoryFile), roots: metadataRoots() });
}
