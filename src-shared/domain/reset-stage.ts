/** Stages of a reset: the key is pulled out, plugged in again, says something of itself; then the command is sent to it. */
export const resetStageNames = ['unplug', 'insert', 'reading', 'send', 'stopped'] as const;
export type ResetStageName = (typeof resetStageNames)[number];
