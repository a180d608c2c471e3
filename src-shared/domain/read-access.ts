/** Possible results of looking for kept read access to a key: it answers to it, it no longer does, or there is nothing to tell by. */
export const readAccessMatches = ['kept', 'ended', 'none'] as const;
export type ReadAccessMatch = (typeof readAccessMatches)[number];
