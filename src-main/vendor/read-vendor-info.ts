import type { CtapHidChannel, ExchangeOptions } from '../ctaphid/ctaphid-channel.ts';
import { CtapHidError } from '../ctaphid/ctaphid-error.ts';
import { readTrussedInfo, trussedProducts } from './trussed.ts';
import { VendorReplyError } from './vendor-reply-error.ts';
import { readYubicoInfo, yubicoVendorId } from './yubico.ts';
import type { VendorInfo } from './vendor-info.ts';

/**
 * Asks a key for what its vendor adds. Sends nothing unless the USB vendor (and product) is one whose harmless questions
 * are known: to another key the same bytes can mean anything. Null where nothing is known, the key does not take the
 * question, or its answer is malformed: nothing depends on it. Throws CtapHidError for a key that is gone or silent.
 */
export async function readVendorInfo(
  channel: CtapHidChannel,
  usb: { readonly vendorId: number; readonly productId: number },
  options: ExchangeOptions,
): Promise<VendorInfo | null> {
  try {
    if (usb.vendorId === yubicoVendorId) return await readYubicoInfo(channel, options);
    const trussed = trussedProducts.find(
      ({ vendorId, productId }) => vendorId === usb.vendorId && productId === usb.productId,
    );
    return trussed === undefined ? null : await readTrussedInfo(channel, trussed, options);
  } catch (error) {
    if (error instanceof VendorReplyError || (error instanceof CtapHidError && error.reason === 'device-error'))
      return null;
    throw error;
  }
}
