/**
 * The questions whose answers would make the report surer.
 * - `provider-access`: how they get into a vault, mailbox or other account that ways in depend on, and of which nothing is recorded.
 * - `provider-which`: which of several accounts a way in depends on.
 * - `which-account`: to which of several accounts a record by hand belongs.
 * - `same-account`: whether accounts of one name, at a service where names are not unique, are one.
 * - `account-type`: whether an account is a work account or a personal one, where both have one RP ID.
 * - `which-service`: which service an RP ID belongs to that the catalogue does not know.
 * - `second-key`: the other key, at a service that demands two.
 * - `pass-end`: until when a Temporary Access Pass is valid.
 * - `takes-authenticator`: whether a service takes a passkey of Microsoft Authenticator, where no public source says so.
 */
export const questionKinds = [
  'provider-access',
  'provider-which',
  'which-account',
  'same-account',
  'account-type',
  'second-key',
  'pass-end',
  'takes-authenticator',
  'which-service',
] as const;
export type QuestionKind = (typeof questionKinds)[number];

export interface Question {
  /** Stable while the same thing is asked. */
  readonly id: string;
  readonly kind: QuestionKind;
  /** Service of the account that is asked about; null where only its name is known. */
  readonly serviceId: string | null;
  /** The name of what is asked about: provider, mail address, service, user name, RP ID, name of a record. */
  readonly name: string;
  readonly userName: string | null;
  /** The owner, where the records say so. */
  readonly owner: string | null;
  /** Accounts to choose from, in the order of the report. */
  readonly accountIds: readonly string[];
  /** Services to choose from, for `account-type`. */
  readonly serviceIds: readonly string[];
  /** User handle (hex) that is asked about, for `account-type`. */
  readonly userId: string | null;
  /** Records that the answer is about. */
  readonly enrolmentIds: readonly string[];
  readonly wayIds: readonly string[];
  /** Accounts of which the answer would say more. */
  readonly aboutAccountIds: readonly string[];
}
