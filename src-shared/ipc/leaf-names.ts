/** Returns the channel of a leaf; never typed by hand anywhere else. */
export function channelName(group: string, leaf: string): string {
  return `sparekey:${group}.${leaf}`;
}

/** Returns the property under which a window listens to an event leaf. */
export function listenerName(leaf: string): string {
  return `on${leaf.charAt(0).toUpperCase()}${leaf.slice(1)}`;
}
