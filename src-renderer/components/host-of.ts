/** Returns the host of an address, to be shown before it is opened; what is no address is shown as it is. */
export function hostOf(url: string): string {
  return URL.parse(url)?.host ?? url;
}
