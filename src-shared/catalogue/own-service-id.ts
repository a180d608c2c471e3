/** Creates the id of a service that a person adds: `own:` and a readable part of its name or host, made different from `taken`. */
export function ownServiceId(name: string, host: string | undefined, taken: ReadonlySet<string>): string {
  const slug = slugOf(name) || slugOf(host ?? '') || 'service';
  for (let number = 1; ; number++) {
    const id = number === 1 ? `own:${slug}` : `own:${slug}-${number}`;
    if (!taken.has(id)) return id;
  }
}

function slugOf(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60);
}
