import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judgeSignInTest } from '../../../src-main/attestation/judge-sign-in-test.ts';
import { makeDemoMetadata } from '../../../src-main/demo/make-demo-metadata.ts';
import { openDemoMetadata } from '../../../src-main/demo/open-demo-metadata.ts';
import { writeMetadataBlob } from '../../../src-virtual-key/attestation/metadata-blob.ts';
import { createDemoKeys } from '../../../src-virtual-key/demo-keys.ts';
import { personalities } from '../../../src-virtual-key/personalities.ts';
import { oneKey, pinOf, testPin, valueOf } from '../../helpers/simulated-core.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sparekey-demo-'));
  writeFileSync(join(folder, 'metadata.json'), JSON.stringify(makeDemoMetadata()));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const opened = () => openDemoMetadata({ inventoryFile: undefined, folder: pathToFileURL(`${folder}/`) });

describe('metadata of the demonstration', () => {
  it('know every simulated model that carries a certificate', async () => {
    const metadata = valueOf(await (await opened()).current());
    const certified = createDemoKeys().filter(({ key }) => key.personality.attestation === 'maker');
    expect(certified.length).toBeGreaterThan(0);
    for (const { key } of certified) {
      const one = await oneKey({ personality: key.personality, touch: () => 'approve' });
      const reading = valueOf(await one.manager.run('sign-in-test', one.handle(), { pinIfSet: pinOf(testPin) }));
      expect(judgeSignInTest(reading, metadata, new Date()).genuineness.verdict).toBe('genuine');
      await one.core.close();
    }
  });

  it('are replaced in memory by a later list, and can be removed', async () => {
    const store = await opened();
    const models = [{ aaguid: personalities.strict21.aaguid, description: 'Strict' }];
    const bytes = new TextEncoder().encode(writeMetadataBlob({ no: 4, nextUpdate: '2026-12-01', models }));
    expect(valueOf(await store.import(bytes))).toMatchObject({ number: 4, models: 1 });
    expect(valueOf(await store.current())).toMatchObject({ no: 4 });
    expect(valueOf(store.remove())).toBe(true);
    expect(valueOf(await store.current())).toBeNull();
    expect(valueOf(store.remove())).toBe(false);
  });
});
