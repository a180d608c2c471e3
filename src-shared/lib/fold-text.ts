const plainAscii = /^[!-~]+(?: [!-~]+)*$/;

/**
 * Folds a text for comparison: two texts that fold alike are the same name, place, label or owner to a person. Compatibility forms,
 * case, white space and invisible characters make no difference. Null where nothing is left, or nothing was recorded.
 */
export function foldText(text: string | null): string | null {
  if (text === null || text === '') return null;
  if (plainAscii.test(text)) return text.toLowerCase();
  const folded = text
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}+/gu, '')
    .replace(/\p{White_Space}+/gu, ' ')
    .trim()
    .toLowerCase()
    // Lower case and what was taken out may leave characters that compose.
    .normalize('NFKC');
  return folded === '' ? null : folded;
}
