/** The key broke the rules of the PIN/UV auth protocol: an unlawful agreement key, or a token of unlawful length. */
export class PinUvAuthError extends Error {
  override readonly name = 'PinUvAuthError';
}
