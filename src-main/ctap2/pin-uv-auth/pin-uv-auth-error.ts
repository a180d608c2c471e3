/** The key broke the rules of the PIN/UV auth protocol: an invalid agreement key, or a token of invalid length. */
export class PinUvAuthError extends Error {
  override readonly name = 'PinUvAuthError';
}
