/** Returns the instant at which a clock here shows `text` (such as "2026-11-20T09:30"): the same day in any time zone. */
export function localTime(text: string): string {
  return new Date(text).toISOString();
}
