import type { OpenedKey } from './opened-key.ts';

/**
 * Returns what announces that a key waits for its owner in the middle of a command that needs no touch: keys with a display ask
 * there. The word is "look", not "touch".
 */
export function watchOwner({ report }: Pick<OpenedKey<'look'>, 'report'>): (state: 'working' | 'touch') => void {
  return (state) => {
    if (state === 'touch') report('look');
  };
}
