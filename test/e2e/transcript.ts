import type { Page } from 'playwright-core';

/** States of each tour (by its name) whose transcript is kept: each view, panel, dialog and window once. */
export const spokenStates: Readonly<Record<string, readonly string[]>> = {
  'first run': [
    'first-run-keys',
    'first-run',
    'pin-new',
    'one-of-two',
    'two-read-not-named',
    'two-named',
    'import-preview',
  ],
  demonstration: [
    'coverage',
    'coverage-details',
    'coverage-details-menu',
    'coverage-no-match',
    'coverage-filter',
    'coverage-menu',
    'record-told',
    'record-way',
    'record-several',
    'export',
    'what-if-empty',
    'what-if-bag',
    'what-if-details',
    'what-if-choice',
    'loss-record',
    'palette',
    'shortcuts',
    'guide',
    'add-spare',
    'activity',
    'policy',
    'settings',
    'settings-device',
    'keys',
    'key-locked-passkeys',
    'add-spare-session',
    'add-spare-account',
    'loss-checklist',
    'coverage-lost',
    'coverage-reminders',
  ],
  keys: [
    'key-passkey-details',
    'key-delete',
    'key-rename',
    'key-ready-security',
    'key-ready-about',
    'key-ready-details',
    'key-menu',
    'key-forget',
    'key-no-pin-security',
    'key-u2f-passkeys',
    'key-genuine',
    'pin-known',
    'pin-set',
    'pin-set-rules',
    'pin-wrong',
    'pin-paused',
    'pin-blocked',
    'key-pin-blocked',
  ],
  desk: ['check-none', 'check-issue', 'check-do-not-issue', 'check-note', 'check-cannot-tell', 'check-tag'],
  'many keys': ['many-map'],
};

/** Texts that differ from run to run, each with what stands for it. */
const passing: readonly (readonly [pattern: RegExp, stands: string])[] = [
  [/\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? /g, ''],
  [
    /\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* \d{1,2}(?:, \d{4})?(?:,? (?:at )?\d{1,2}:\d{2}(?:\s?[AP]M)?)?/g,
    'DATE',
  ],
  [/\b\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}\S*)?/g, 'DATE'],
  [/\b\d{1,2}:\d{2}(?:\s?[AP]M)?\b/g, 'TIME'],
  [/\b\d+(?:\.\d)? s\b/g, 'SECONDS'],
  [
    /\b(?:just now|now|today|yesterday|last (?:week|month|year)|\d+ (?:seconds?|minutes?|hours?|days?|weeks?|months?|years?) ago)\b/g,
    'AGO',
  ],
  [/\b[0-9a-f]{16,}\b/g, 'HEX'],
  [/\b\d+\.\d+\.\d+(?:[-.][\w.]+)?\b/g, 'VERSION'],
];

/**
 * Reads a page as a screen reader finds it: roles, names and states, of its topmost dialog or menu where one is open, else of its main part.
 * `folder`: the program's data, whose path is another one in each run.
 */
export async function readAloud(page: Page, folder: string): Promise<string> {
  const over = page.locator('[role="dialog"], [role="alertdialog"], [role="menu"]').last();
  const view = page.locator('main').or(page.locator('body:not(:has(main))'));
  const spoken = await ((await over.count()) > 0 ? over : view.first()).ariaSnapshot();
  return passing.reduce(
    (text, [pattern, stands]) => text.replaceAll(pattern, stands),
    spoken.replaceAll(folder, 'FOLDER'),
  );
}
