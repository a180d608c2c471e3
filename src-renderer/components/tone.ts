/** Meaning of a sign: four severities of a verdict, and three states of something that is done. */
export const tones = ['critical', 'warning', 'unknown', 'notice', 'done', 'failed', 'working'] as const;
export type Tone = (typeof tones)[number];
