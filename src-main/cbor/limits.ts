/** Longest CBOR body that one CTAPHID message can carry beside the command or status byte: 57 + 128·59 − 1. */
export const MAX_CBOR_BYTES = 7608;

/** Containers within containers. CTAP2 §8 allows 4; keys are given some room. */
export const MAX_CBOR_DEPTH = 8;
