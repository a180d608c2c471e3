/** Returns an AAGUID as keys tell it: 32 hex digits in lower case. */
export function plainAaguid(text: string): string {
  return text.replaceAll('-', '').toLowerCase();
}

/** Returns the numbers of a version; null for text that is no plain version: nobody can say which fixes a beta holds. */
export function versionOf(text: string | null): readonly number[] | null {
  return text !== null && /^\d{1,9}(?:\.\d{1,9}){0,3}$/.test(text) ? text.split('.').map(Number) : null;
}

/** Formats an AAGUID as a UUID, which breaks into lines at its dashes. */
export function dashedAaguid(aaguid: string): string {
  return plainAaguid(aaguid).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
