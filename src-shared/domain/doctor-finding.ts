/** Kinds of findings about this computer and the keys that are plugged into it. */
export const doctorFindingKinds = [
  'key-ok',
  'no-key',
  'not-elevated',
  'no-permission',
  'key-in-use',
  'key-unreadable',
  'hid-unusable',
  'udev-rule-missing',
  'runs-as-root',
] as const;

export const doctorSeverities = ['ok', 'notice', 'problem'] as const;

/** One thing that was looked at. `problem` stands between Sparekey and a key; `notice` may. */
export interface DoctorFinding {
  readonly kind: (typeof doctorFindingKinds)[number];
  readonly severity: (typeof doctorSeverities)[number];
  /** For the sentence: `path`, `name`, `detail`, `platform`. */
  readonly data: Readonly<Record<string, string>>;
}
