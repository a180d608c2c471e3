export interface KeyShape {
  readonly connector: 'usb-a' | 'usb-c' | 'usb-c-lightning' | 'unknown';
  readonly body: 'keychain' | 'nano';
  readonly fingerprint: boolean;
  readonly nfc: boolean;
}

/** Reads a key's shape out of what the vendor's command, the transports and the product name say. */
export function keyShape(facts: {
  readonly formFactor: string | null;
  readonly product: string | null;
  readonly transports: readonly string[];
}): KeyShape {
  const words = `${facts.formFactor ?? ''} ${facts.product ?? ''}`.toLowerCase();
  const usbC = /usb-?_?c\b|type-?c|\b5c/.test(words);
  return {
    connector: /lightning|5ci/.test(words)
      ? 'usb-c-lightning'
      : usbC
        ? 'usb-c'
        : /usb-?_?a\b|type-?a/.test(words)
          ? 'usb-a'
          : 'unknown',
    body: words.includes('nano') ? 'nano' : 'keychain',
    fingerprint: /bio|finger/.test(words),
    nfc: facts.transports.includes('nfc') || words.includes('nfc'),
  };
}
