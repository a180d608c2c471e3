import { describe, expect, it } from 'vitest';
import { readCertificate } from '../../../src-main/attestation/read-certificate.ts';
import { createGenuinenessHandlers } from '../../../src-main/ipc/genuineness-handlers.ts';
import type { Ask } from '../../../src-main/ipc/question.ts';
import type { ChosenFiles } from '../../../src-main/ipc/inventory-handlers.ts';
import { createMetadataStore } from '../../../src-main/metadata/metadata-store.ts';
import { exampleMetadataRoot, writeMetadataBlob } from '../../../src-virtual-key/attestation/metadata-blob.ts';
import { personalities } from '../../../src-virtual-key/personalities.ts';
import { oneKey, pinOf, testPin, valueOf } from '../../helpers/simulated-core.ts';

const now = () => new Date('2026-11-22T09:30:00Z');
const models = [{ aaguid: personalities.yubikey57.aaguid, description: 'Example Key' }];

function handlersWith(text: string | null, ask: Ask = async () => true) {
  const root = readCertificate(exampleMetadataRoot());
  const store = createMetadataStore({ file: null, roots: root === null ? [] : [root], now });
  const bytes = text === null ? null : new TextEncoder().encode(text);
  const files: Pick<ChosenFiles, 'openBytes'> = {
    openBytes: async () => ({ ok: true, value: bytes === null ? null : { name: 'blob', bytes, modifiedAt: null } }),
  };
  return createGenuinenessHandlers({ metadata: async () => store, files, ask, now });
}

describe('requests about genuineness', () => {
  it('a list of models is imported, told, and keys are held against it', async () => {
    const handlers = handlersWith(writeMetadataBlob({ no: 7, nextUpdate: '2026-12-01', models }));
    const state = { number: 7, nextUpdate: '2026-12-01', outOfDate: false, models: 1 };
    const one = await oneKey({ personality: 'yubikey57', touch: () => 'approve' });
    const reading = valueOf(await one.manager.run('sign-in-test', one.handle(), { pinIfSet: pinOf(testPin) }));
    expect(valueOf(await handlers.judge({ reading })).genuineness.reason).toBe('no-metadata');
    expect(valueOf(await handlers.importMetadata())).toEqual(state);
    expect(valueOf(await handlers.metadata())).toEqual(state);
    expect(valueOf(await handlers.judge({ reading })).genuineness.verdict).toBe('genuine');
    await one.core.close();
  });

  it('cancelling and a file that is no list of models change nothing', async () => {
    expect(valueOf(await handlersWith(null).importMetadata())).toBeNull();
    const refusing = handlersWith('hello');
    expect(await refusing.importMetadata()).toEqual({
      ok: false,
      failure: { kind: 'input-invalid', detail: 'metadata-not-a-blob' },
    });
    expect(valueOf(await refusing.metadata())).toBeNull();
  });

  it('the list is removed only after a yes in the dialog of the system', async () => {
    const answers = [false, true, true];
    const asked: string[] = [];
    const handlers = handlersWith(writeMetadataBlob({ no: 7, nextUpdate: '2026-12-01', models }), async ({ kind }) => {
      asked.push(kind);
      return answers.shift() ?? false;
    });
    await handlers.importMetadata();
    expect(await handlers.removeMetadata()).toEqual({ ok: false, failure: { kind: 'cancelled' } });
    expect(valueOf(await handlers.metadata())).toMatchObject({ number: 7 });
    expect(valueOf(await handlers.removeMetadata())).toBe(true);
    expect(valueOf(await handlers.metadata())).toBeNull();
    expect(valueOf(await handlers.removeMetadata())).toBe(false);
    expect(asked).toEqual(['remove-metadata', 'remove-metadata', 'remove-metadata']);
  });
});
