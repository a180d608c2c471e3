import type { UnreadableFile } from '../../src-shared/domain/imports.ts';
import { member, textMember } from './formats/json-value.ts';

/** Bytes at which files of a kind begin. */
const beginnings: readonly (readonly [file: UnreadableFile | 'zip' | 'spreadsheet', bytes: readonly number[]])[] = [
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  // The older format of workbooks (OLE).
  ['spreadsheet', [0xd0, 0xcf, 0x11, 0xe0]],
  ['keepass-database', [0x03, 0xd9, 0xa2, 0x9a]],
  ['pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['inventory', [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66, 0x6f, 0x72, 0x6d, 0x61, 0x74, 0x20, 0x33, 0x00]],
  ['archive', [0x1f, 0x8b]],
  ['archive', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
];

/** Recognises a file that is no text by its first bytes; null for any other. */
export function unreadableBytes(bytes: Uint8Array): UnreadableFile | 'spreadsheet' | null {
  const found = beginnings.find(([, start]) => start.every((byte, index) => bytes[index] === byte));
  if (found === undefined) return null;
  return found[0] === 'zip' ? kindOfZip(bytes) : found[0];
}

/** Recognises a text that cannot be read as an import; null for any other. */
export function unreadableText(text: string, json: unknown): UnreadableFile | null {
  if (/^-----BEGIN (?:PGP|AGE|[A-Z ]*ENCRYPTED)/.test(text) || text.startsWith('age-encryption.org/'))
    return 'encrypted-text';
  if (/^\s*<(?:\?xml|KeePassFile)/.test(text)) return 'xml';
  if (/^\uFEFF?(?:#[^\n]*\n|\s*\n)*sparekey-policy\s*:/.test(text)) return 'policy';
  if (json === undefined) return null;
  if (member(json, 'encrypted') === true) return 'bitwarden-encrypted';
  if (textMember(json, 'format').startsWith('sparekey')) return 'inventory-export';
  return 'json';
}

function kindOfZip(bytes: Uint8Array): UnreadableFile | 'spreadsheet' {
  // Names of the files in an archive stand in it as they are.
  const names = new TextDecoder('latin1').decode(bytes);
  if (names.includes('export.attributes') && names.includes('export.data')) return '1pux';
  const isWorkbook = names.includes('[Content_Types].xml') || names.includes('mimetypeapplication/vnd.oasis');
  // Without its directory an archive does not tell; under the name of a table it is most likely a workbook.
  return isWorkbook || !names.includes('PK\u0001\u0002') ? 'spreadsheet' : 'archive';
}
