/** The size that is assumed where the platform does not tell; practically every key has it. */
export const DEFAULT_REPORT_SIZE = 64;

/** Checks whether CTAPHID can be spoken with reports of this size in bytes; null stands for "not told". */
export function isUsableReportSize(size: number | null): boolean {
  return size === null || (size >= 8 && size <= 64);
}
