import type { CtapHidChannel, ExchangeOptions } from '../ctaphid/ctaphid-channel.ts';
import { CtapHidError } from '../ctaphid/ctaphid-error.ts';
import { readTrussedInfo, trussedProducts } from './trussed.ts';
import { VendorReplyError } from './vendor-reply-error.ts';
import { readYubicoInfo, yubicoVendorId } from './yubico.ts';

/** The facts that a key gives about itself through its vendor's own commands. Null where it does not tell. */
export interface VendorInfo {
  readonly vendor: 'yubico' | 'nitrokey' | 'solokeys';
  /** The number of this one key: a decimal serial number (Yubico) or a hex UUID (Trussed). */
  readonly serial: string | null;
  /** Words, e.g. `5.7.4` or `5.8.0 beta 3`. */
  readonly firmware: string | null;
  /** Words for English eyes, e.g. `USB-C keychain`; a product name otherwise. */
  readonly formFactor: string | null;
  /** FIDO2 is built in and switched off for USB. */
  readonly fido2Off: boolean | null;
  /** Certified as a FIPS key. */
  readonly fips: boolean | null;
  readonly pinComplexity: boolean | null;
  /** The FIDO2 part cannot be reset by the FIDO2 command (YubiKey Bio Multi-protocol with PIV in use). */
  readonly resetBlocked: boolean | null;
  readonly partNumber: string | null;
}

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
