import { describe, expect, it } from 'vitest';
import { trustChain } from '../../../src-main/attestation/trust-chain.ts';
import { createCertificate } from '../../helpers/certificates.ts';

const now = new Date('2026-11-01T00:00:00Z');
const trusted = { trusted: true, outOfDate: false };
const untrusted = { trusted: false, outOfDate: false };

describe('trustChain', () => {
  it('takes a leaf under a root, with an authority between them, and with the root sent along', async () => {
    const root = await createCertificate();
    const middle = await createCertificate({ issuer: root, name: [{ CN: ['Example CA'] }], ca: true });
    const leaf = await createCertificate({ issuer: middle, name: [{ CN: ['leaf'] }] });
    const direct = await createCertificate({ issuer: root, name: [{ CN: ['leaf'] }] });
    expect(trustChain([direct.read], [root.read], now)).toEqual(trusted);
    expect(trustChain([leaf.read, middle.read], [root.read], now)).toEqual(trusted);
    expect(trustChain([leaf.read, middle.read, root.read], [root.read], now)).toEqual(trusted);
    expect(trustChain([leaf.read], [root.read], now)).toEqual(untrusted);
  });

  it('takes a root that is the leaf itself, or one in the middle', async () => {
    const root = await createCertificate();
    const middle = await createCertificate({ issuer: root, name: [{ CN: ['Example CA'] }], ca: true });
    const leaf = await createCertificate({ issuer: middle, name: [{ CN: ['leaf'] }] });
    expect(trustChain([leaf.read], [leaf.read], now)).toEqual(trusted);
    expect(trustChain([leaf.read, middle.read], [middle.read], now)).toEqual(trusted);
  });

  it('refuses a root of the same name with another key, no roots, and an issuer that is no authority', async () => {
    const root = await createCertificate();
    const namesake = await createCertificate();
    const leaf = await createCertificate({ issuer: root, name: [{ CN: ['leaf'] }] });
    const below = await createCertificate({ issuer: leaf, name: [{ CN: ['below'] }] });
    expect(trustChain([leaf.read], [namesake.read], now)).toEqual(untrusted);
    expect(trustChain([leaf.read], [], now)).toEqual(untrusted);
    expect(trustChain([], [root.read], now)).toEqual(untrusted);
    expect(trustChain([below.read, leaf.read], [root.read], now)).toEqual(untrusted);
  });

  it('says that a certificate is past its date, or before it, and trusts it all the same', async () => {
    const root = await createCertificate({ until: '2025-01-01T00:00:00Z' });
    const leaf = await createCertificate({ issuer: root, name: [{ CN: ['leaf'] }] });
    const future = await createCertificate({ from: '2030-01-01T00:00:00Z' });
    expect(trustChain([leaf.read], [root.read], now)).toEqual({ trusted: true, outOfDate: true });
    expect(trustChain([future.read], [future.read], now)).toEqual({ trusted: true, outOfDate: true });
  });
});
