import {
  exampleMetadataRoot,
  type ExampleModel,
  writeMetadataBlob,
} from '../../src-virtual-key/attestation/metadata-blob.ts';
import type { DemoMetadata } from './open-demo-metadata.ts';

/** The simulated models that carry a certificate of their maker. */
const demoModels: readonly ExampleModel[] = [
  { aaguid: '2fc0579f811347eab116bb5a8db9202a', description: 'YubiKey 5 Series (simulated)' },
  { aaguid: 'd7781e5de35346aaafe23ca49f13332a', description: 'YubiKey 5 Series, firmware 5.7 (simulated)' },
  { aaguid: 'd8522d9f575b486688a9ba99fa02f35b', description: 'YubiKey Bio Series (simulated)' },
];

/** Creates the metadata of the demonstration. */
export function makeDemoMetadata(): DemoMetadata {
  return {
    root: Buffer.from(exampleMetadataRoot()).toString('base64'),
    blob: writeMetadataBlob({ no: 3, nextUpdate: '2049-12-31', models: demoModels }),
  };
}
