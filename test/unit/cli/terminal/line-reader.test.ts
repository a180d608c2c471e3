import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { Pin } from '../../../../src-main/ctap2/pin-uv-auth/pin.ts';
import { LineReader } from '../../../../src-cli/terminal/line-reader.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

let input: readonly Uint8Array[] = [];

/** Sets the chunks that are read; returns them, to see what becomes of them. */
function standardInput(...texts: readonly string[]): readonly Uint8Array[] {
  input = texts.map(utf8);
  return input;
}

function reader(): LineReader {
  return new LineReader(
    (async function* () {
      yield* input;
      return undefined;
    })(),
  );
}

async function allLines(): Promise<readonly string[]> {
  const from = reader();
  const lines: string[] = [];
  for (let line = await from.next(); line !== null; line = await from.next())
    lines.push(new TextDecoder().decode(line));
  return lines;
}

it.each([
  [['1234\n'], ['1234']],
  [
    ['12', '34\n56', '78\n'],
    ['1234', '5678'],
  ],
  [['1234\r\n5678\r\n'], ['1234', '5678']],
  [['1234\n\n5678'], ['1234', '', '5678']],
  [
    ['鍵'.slice(0, 1), '\nlast'],
    ['鍵', 'last'],
  ],
  [[], []],
  [[''], []],
])('%j is %j', async (chunks, lines) => {
  standardInput(...chunks);
  expect(await allLines()).toEqual(lines);
});

it('wipes every chunk once it is read', async () => {
  const chunks = standardInput('12', '34\n');
  expect(await allLines()).toEqual(['1234']);
  expect(chunks.flatMap((chunk) => [...chunk]).every((byte) => byte === 0)).toBe(true);
});

it('ends where the input is longer than any PIN or passphrase', async () => {
  standardInput('1'.repeat(64 * 1024), '1');
  await expect(allLines()).rejects.toMatchObject({ failure: { kind: 'pin-malformed' } });
});

const w13 = JSON.parse(
  readFileSync(new URL('../../../vectors/cases/keys/w13-pin-stdin-bom.json', import.meta.url), 'utf8'),
) as { readonly stdinHex: Readonly<Record<string, string>>; readonly pin: string };

/** Bytes in hex, and the PIN that a key gets for them; UTF-16 is none. */
it.each([
  ...Object.entries(w13.stdinHex).map(([name, hex]) => [name, hex, name === 'utf16le' ? null : w13.pin] as const),
  ['a bom and nothing', 'efbbbf0a', ''] as const,
])('11.9 w13-pin-stdin-bom: %s', async (_name, hex, pin) => {
  input = [Uint8Array.from(Buffer.from(hex, 'hex'))];
  const line = (await reader().next()) ?? new Uint8Array();
  const bytes = Pin.fromUtf8(line)?.exposePinBytes() ?? null;
  expect(bytes === null ? null : Buffer.from(bytes).toString()).toBe(pin);
});

it('11.9 the mark is taken away from the first line only', async () => {
  standardInput('\ufeff1234\n\ufeff5678\n');
  const from = reader();
  expect([(await from.next())?.length, (await from.next())?.length]).toEqual([4, 7]);
});
