import type { AccountRisk } from './account-risk.ts';
import type { Locale } from './settings.ts';

/** Signs of a cell of the picture. */
export const pictureMarks = ['read', 'manual', 'chain', 'unknown', 'absent', 'add', 'lost'] as const;

interface PictureCell {
  readonly mark: (typeof pictureMarks)[number];
  readonly sole: boolean;
  readonly old: boolean;
}

interface PictureRow {
  readonly service: string;
  readonly user: string;
  readonly risk: AccountRisk;
  readonly verdict: string;
  /** First other way in, in words; empty where there is none. */
  readonly way: string;
  /** In the order of the keys. */
  readonly cells: readonly PictureCell[];
}

/** Text of the coverage as it was seen last: what a window shows before the inventory is open. Holds names and signs, no id and no secret. */
export interface CoveragePicture {
  readonly locale: Locale;
  readonly title: string;
  readonly counts: readonly { readonly risk: AccountRisk; readonly count: number }[];
  readonly keys: readonly { readonly name: string; readonly lost: boolean }[];
  readonly rows: readonly PictureRow[];
}

/** A picture with the time at which it was true (ISO 8601). */
export interface LastPicture {
  readonly asOf: string;
  readonly picture: CoveragePicture;
}

/** Bounds of a picture: about what a window shows at once. */
export const pictureLimits = { rows: 24, keys: 12, letters: 300 } as const;
