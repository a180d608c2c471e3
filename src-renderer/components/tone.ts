export type Tone = 'critical' | 'warning' | 'notice' | 'done';
