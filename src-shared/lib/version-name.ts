/** Names of versions as people write them. */
const versionNames: ReadonlyMap<string, string> = new Map([
  ['U2F_V2', 'U2F'],
  ['FIDO_2_0', 'CTAP 2.0'],
  ['FIDO_2_1_PRE', 'CTAP 2.1 (preview)'],
  ['FIDO_2_1', 'CTAP 2.1'],
  ['FIDO_2_2', 'CTAP 2.2'],
  ['FIDO_2_3', 'CTAP 2.3'],
]);

/** Returns the name of a version of CTAP or U2F; that of any other as the key says it. */
export function versionName(version: string): string {
  return versionNames.get(version) ?? version;
}
