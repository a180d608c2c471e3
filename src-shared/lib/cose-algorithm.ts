/**
 * Signature algorithms of the IANA registry "COSE Algorithms" that authenticators use. -7, -8, -35 and -36 leave the curve open;
 * ESP256 to ESP512, Ed25519 and Ed448 are the fully specified ones (RFC 9864).
 */
const names: ReadonlyMap<number, string> = new Map([
  [-7, 'ES256'],
  [-8, 'EdDSA'],
  [-9, 'ESP256'],
  [-19, 'Ed25519'],
  [-35, 'ES384'],
  [-36, 'ES512'],
  [-37, 'PS256'],
  [-38, 'PS384'],
  [-39, 'PS512'],
  [-47, 'ES256K'],
  [-48, 'ML-DSA-44'],
  [-49, 'ML-DSA-65'],
  [-50, 'ML-DSA-87'],
  [-51, 'ESP384'],
  [-52, 'ESP512'],
  [-53, 'Ed448'],
  [-257, 'RS256'],
  [-258, 'RS384'],
  [-259, 'RS512'],
  [-65535, 'RS1'],
]);

/** Returns the name of a COSE algorithm with its number; the number alone where it has no name here. */
export function coseAlgorithmName(algorithm: number): string {
  const name = names.get(algorithm);
  return name === undefined ? String(algorithm) : `${name} (${algorithm})`;
}
