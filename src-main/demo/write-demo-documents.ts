import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDemoDocument } from './make-demo-document.ts';
import { makeDemoMetadata } from './make-demo-metadata.ts';

// A step of the build: writes the inventory of the demonstration in each language, and its metadata of models, into the folder that is named.

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('name the folder to write to');
mkdirSync(folder, { recursive: true });
for (const locale of ['en', 'ja'] as const) {
  writeFileSync(join(folder, `inventory-${locale}.json`), await makeDemoDocument(locale));
}
writeFileSync(join(folder, 'metadata.json'), JSON.stringify(makeDemoMetadata()));
