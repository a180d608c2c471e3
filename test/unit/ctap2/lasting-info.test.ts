import { expect, it } from 'vitest';
import { lastingInfo } from '../../../src-main/ctap2/lasting-info.ts';
import { toHex } from '../../../src-shared/lib/hex.ts';
import { createVirtualKey } from '../../../src-virtual-key/virtual-key.ts';
import { RawClient } from '../../helpers/raw-ctap-client.ts';
import { getInfoVectors } from '../../vectors/get-info.ts';

it.each(getInfoVectors)('two readings of $name give the same', ({ bytes }) => {
  expect(lastingInfo(toHex(bytes))).toBe(lastingInfo(toHex(bytes)));
  expect(lastingInfo(toHex(bytes)).length).toBeGreaterThan(20);
});

it('what a key encrypts afresh is left out, and what changes with its contents is not', async () => {
  const key = createVirtualKey({ personality: 'persistent23', seed: 1 });
  const client = new RawClient(key.port);
  await client.init();
  const read = async (): Promise<string> => toHex((await client.ctap(4)).raw);
  const [first, second] = [await read(), await read()];
  expect(first).not.toBe(second);
  expect(lastingInfo(first)).toBe(lastingInfo(second));
  key.addCredential({ rpId: 'a.example', userId: '01' });
  expect(lastingInfo(await read())).not.toBe(lastingInfo(first));
});
