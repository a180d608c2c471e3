/** A key answered a question of its vendor's own with something else than its vendor documents. */
export class VendorReplyError extends Error {
  override readonly name = 'VendorReplyError';
}
