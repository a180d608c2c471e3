import { describe, expect, it } from 'vitest';
import { createSecretRecipient } from '../../../src-main/secrets/secret-recipient.ts';
import { sealBytes, sealText } from '../../../src-renderer/pin-window/seal-secret.ts';

const text = (bytes: Uint8Array | null) => (bytes === null ? null : new TextDecoder().decode(bytes));

describe('11.9 a secret between two processes', () => {
  it.each(['', '2481', '鍵'.repeat(300), 'x'.repeat(1_024)])(
    'is opened by the one that it was sealed for',
    async (secret) => {
      const recipient = createSecretRecipient();
      expect(text(await recipient.open(await sealText(recipient.publicKey, secret)))).toBe(secret);
    },
  );

  it('says nothing of itself, twice the same or not', async () => {
    const { publicKey } = createSecretRecipient();
    const [one, two] = [await sealText(publicKey, 'canary-41209'), await sealText(publicKey, 'canary-41209')];
    expect(Buffer.from(one.sealed).includes('canary')).toBe(false);
    expect(Buffer.from(one.sealed).equals(two.sealed)).toBe(false);
    expect(Buffer.from(one.sender).equals(two.sender)).toBe(false);
  });

  it('is wiped where it was typed', async () => {
    const bytes = new TextEncoder().encode('canary-41209');
    await sealBytes(createSecretRecipient().publicKey, bytes);
    expect(bytes.every((byte) => byte === 0)).toBe(true);
  });

  it('is opened by nobody else, and not where one bit of it is another', async () => {
    const recipient = createSecretRecipient();
    const good = await sealText(recipient.publicKey, '2481');
    expect(await createSecretRecipient().open(good)).toBeNull();
    const flipped = (bytes: Uint8Array, index: number) => bytes.map((byte, at) => (at === index ? byte ^ 1 : byte));
    for (let index = 0; index < good.sealed.length; index++) {
      expect(await recipient.open({ ...good, sealed: flipped(good.sealed, index) })).toBeNull();
    }
    for (const sender of [flipped(good.sender, 0), flipped(good.sender, 40), new Uint8Array(65)]) {
      expect(await recipient.open({ ...good, sender })).toBeNull();
    }
    for (const length of [0, 11, 27])
      expect(await recipient.open({ ...good, sealed: new Uint8Array(length) })).toBeNull();
    expect(text(await recipient.open(good))).toBe('2481');
  });
});
