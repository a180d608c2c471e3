export interface KeyShape {
  readonly connector: 'usb-a' | 'usb-c' | 'usb-c-lightning' | 'none' | 'unknown';
  readonly body: 'keychain' | 'nano' | 'card';
  readonly fingerprint: boolean;
}

/** Shape of a key that is yet to come. */
export const ghostShape: KeyShape = { connector: 'unknown', body: 'keychain', fingerprint: false };

/** Reads a key's shape out of what the vendor's command and the product name say. */
export function keyShape(facts: { readonly formFactor: string | null; readonly product: string | null }): KeyShape {
  const words = `${facts.formFactor ?? ''} ${facts.product ?? ''}`.toLowerCase();
  const usbC = /usb-?_?c\b|type-?c|\b5c/.test(words);
  const card = /\bcard\b/.test(words);
  return {
    connector: /lightning|5ci/.test(words)
      ? 'usb-c-lightning'
      : usbC
        ? 'usb-c'
        : /usb-?_?a\b|type-?a/.test(words)
          ? 'usb-a'
          : card
            ? 'none'
            : 'unknown',
    body: card ? 'card' : words.includes('nano') ? 'nano' : 'keychain',
    fingerprint: /bio|finger/.test(words),
  };
}
