import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');

/** Lists the source files below a folder that hold `text`, relative to the project root. */
function filesWith(text: string, folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => join(root, folder, file))
    .filter((file) => /\.tsx?$/.test(file) && readFileSync(file, 'utf8').includes(text))
    .map((file) => relative(root, file).replaceAll('\\', '/'))
    .sort();
}

const sources = ['src-main', 'src-shared', 'src-cli', 'src-preload', 'src-renderer', 'src-virtual-key'];
const everywhere = (text: string): readonly string[] => sources.flatMap((folder) => filesWith(text, folder));
const pinUvAuth = 'src-main/ctap2/pin-uv-auth';

describe('who reads the bytes of a secret', () => {
  it('PINs: only what pads and hashes them', () => {
    expect(everywhere('exposePinBytes')).toEqual([`${pinUvAuth}/pin-blocks.ts`, `${pinUvAuth}/pin.ts`]);
  });

  it('tokens: only what computes with them', () => {
    expect(everywhere('exposeTokenBytes')).toEqual([
      `${pinUvAuth}/persistent-identifiers.ts`,
      `${pinUvAuth}/pin-uv-auth-token.ts`,
      'src-main/keys/read-access/read-access-entry.ts',
    ]);
  });
});

describe('D-25 comparisons', () => {
  it('no secret is compared byte by byte: only the public agreement keys are', () => {
    expect(filesWith('equalBytes(', pinUvAuth)).toEqual([`${pinUvAuth}/key-exchange.ts`]);
    const exchange = readFileSync(join(root, pinUvAuth, 'key-exchange.ts'), 'utf8');
    const comparisons = [...exchange.matchAll(/equalBytes\((.*)\)\)/g)].map(([, compared]) => compared);
    expect(comparisons).toEqual(['coordinates(peerKey).x, coordinates(keyPair.publicKey).x']);
    expect(filesWith('timingSafeEqual(', pinUvAuth)).toEqual([`${pinUvAuth}/pin.ts`]);
  });
});
