/** Placeholder until the ctap2 layer lands in the same series of commits. */
export interface Pin {
  wipe(): void;
}
