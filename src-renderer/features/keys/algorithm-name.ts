// IANA COSE Algorithms registry.
const names: Readonly<Record<string, string>> = {
  '-7': 'ES256',
  '-8': 'EdDSA',
  '-9': 'ESP256',
  '-19': 'Ed25519',
  '-35': 'ES384',
  '-36': 'ES512',
  '-47': 'ES256K',
  '-48': 'ML-DSA-44',
  '-49': 'ML-DSA-65',
  '-257': 'RS256',
};

/** Names a COSE algorithm with its number. */
export function algorithmName(algorithm: number): string {
  const name = names[String(algorithm)];
  return name === undefined ? String(algorithm) : `${name} (${algorithm})`;
}
