/** A program that Sparekey is shipped with, and the licence it comes under. */
export interface Licence {
  readonly name: string;
  readonly version: string;
  /** SPDX expression, as its package file has it. */
  readonly licence: string;
  /** Text of the licence as the package has it; empty where it has none. */
  readonly text: string;
}
