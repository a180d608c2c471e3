/** The plug-in that a handle names is over: the key left, or another key stands at its path. Nothing was sent to it. */
export class KeyGoneError extends Error {
  override readonly name = 'KeyGoneError';
  readonly reason: 'removed' | 'changed';

  constructor(reason: 'removed' | 'changed') {
    super(reason === 'removed' ? 'the key was removed' : 'another key is in its place');
    this.reason = reason;
  }
}
