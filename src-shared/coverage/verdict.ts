/**
 * - `survives`: opens after the loss of any one key (or of all that hangs on one key ring).
 * - `weak-spare`: it does, but only thanks to a key that is not a full spare (no PIN, an advisory) or to Windows Hello on one computer.
 * - `one-place`: it does, but everything that opens it is kept in one place.
 * - `only-this-key`: exactly one key is known to open it, and no other way in.
 * - `one-ring`: several keys open it, and all hang on one key ring.
 * - `helpdesk-only`: without that key only a help desk or a Temporary Access Pass leads back in.
 * - `one-other-way`: no key opens it, and exactly one other way in does.
 * - `one-key-service`: the service takes one key only; another way in is recorded or missing (see gaps).
 * - `stale`: it would survive if what was last read or told long ago were still true.
 * - `not-known`: too little is known, or what is known contradicts itself.
 * - `no-way-in`: no key in use and no other way in is known to open it (only a retired or lost key does, or nothing).
 */
export const verdicts = [
  'survives',
  'weak-spare',
  'one-place',
  'only-this-key',
  'one-ring',
  'helpdesk-only',
  'one-other-way',
  'one-key-service',
  'stale',
  'not-known',
  'no-way-in',
] as const;

export type Verdict = (typeof verdicts)[number];

/** The reasons why less is sure about an account than its verdict says. */
const doubtKinds = [
  'told-only', // nothing of it was ever read from a key
  'stale', // a key that opens it was not read or seen for long
  'future-date', // a reading or a record is dated in the future
  'dependency-assumed', // what a way in depends on follows from its name, nobody said so
  'rp-id-assumed', // the catalogue guesses which RP ID belongs to the service
  'service-rule-unknown', // the catalogue does not know how many keys the service takes
  'contradiction', // the facts cannot all be true
] as const;

export type DoubtKind = (typeof doubtKinds)[number];
