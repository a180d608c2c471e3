const address = /[\p{L}\p{N}._%+-]+@((?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}]{2,})/u;

/** Returns the mail address in a text, else null. */
export function mailAddressIn(text: string | null): string | null {
  return (text === null ? null : address.exec(text))?.[0] ?? null;
}

/** Returns the domain of a text that is a mail address, in lower case, else null. */
export function mailDomainOf(text: string | null): string | null {
  const found = text === null ? null : address.exec(text.trim());
  return found !== null && found[0] === text?.trim() ? (found[1]?.toLowerCase() ?? null) : null;
}
