/** Letters beyond ASCII of the languages that are written in Windows-1252 and ISO-8859-15, in lower case. */
export const western = lettersOf([
  'àâæçéèêëîïôœùûüÿ', // French
  'äöüßé', // German
  'áéíóúñü', // Spanish
  'àáâãçéêíóôõú', // Portuguese
  'àèéìíîòóùú', // Italian
  'àçèéíïòóúü·', // Catalan
  'æøåéóôöä', // Danish, Norwegian
  'åäöéü', // Swedish
  'åäöšž', // Finnish
  'áæéíðóúýþö', // Icelandic, Faroese
  'äëéèïöüó', // Dutch
  'áéíóú', // Irish
]);

/** The same of Windows-1250. */
export const centralEuropean = lettersOf([
  'ąćęłńóśźż', // Polish
  'áčďéěíňóřšťúůýž', // Czech
  'áäčďéíĺľňóôŕšťúýž', // Slovak
  'áéíóöőúüű', // Hungarian
  'čćđšž', // Croatian, Slovene
  'ăâîşţ', // Romanian
  'çë', // Albanian
]);

/** The same of Windows-1254. */
export const turkish = lettersOf(['çğıöşüâîûi\u0307']);

/** The same of Windows-1251, KOI8 and code page 866. */
export const cyrillic = lettersOf([
  'абвгдеёжзийклмнопрстуфхцчшщъыьэюя', // Russian, Bulgarian
  'абвгґдеєжзиіїйклмнопрстуфхцчшщьюя', // Ukrainian
  'абвгдеёжзійклмнопрстуўфхцчшыьэюя', // Belarusian
  'абвгдђежзијклљмнњопрстћуфхцчџшѓѕќ', // Serbian, Macedonian
]);

/** The same of Windows-1255, vowel points included. */
export const hebrew = lettersOf(['אבגדהוזחטיךכלםמןנסעףפץצקרשת\u05F0\u05F1\u05F2']);

/** The same of Windows-1256, with which Persian and Urdu are written, too. */
export const arabic = lettersOf(['ءآأؤإئابةتثجحخدذرزسشصضطظعغـفقكلمنهوىيپچژگٹڈڑںھکہے']);

/** The same of Windows-874, from which every word but the signs above and below its letters is made. */
export const thai = lettersOf(['กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรฤลฦวศษสหฬอฮฯะาำเแโใไๅๆ']);

/** The same of Windows-1253. */
export const greek = lettersOf(['αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ']);

type Languages = readonly ReadonlySet<string>[];

function lettersOf(languages: readonly string[]): Languages {
  return languages.map((letters) => new Set(letters));
}

/** Checks whether one of the languages has all these letters. */
export function isOfOneLanguage(letters: Iterable<string>, languages: Languages): boolean {
  const all = [...letters].map((letter) => letter.toLocaleLowerCase('en'));
  return languages.some((language) => all.every((letter) => [...letter].every((part) => language.has(part))));
}
