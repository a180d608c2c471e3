/** Facts about a host name from the public suffix list. */
export interface Site {
  readonly host: string;
  /** The registrable domain (private section of the list included); null for IP addresses, single labels and public suffixes. */
  readonly domain: string | null;
  /** The suffix is on the list: no name of a local network. */
  readonly listed: boolean;
}

/** Looks a host name up in the public suffix list, or in what was looked up before. */
export type SiteOf = (host: string) => Site;
