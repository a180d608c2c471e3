/** Placeholder until the ctap2 layer lands in the same series of commits. */
export type CtapStatusName = string;
