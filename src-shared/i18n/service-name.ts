import type { Locale } from '../domain/settings.ts';

interface NamedService {
  readonly name: string;
  readonly nameJa?: string | null | undefined;
}

/** Returns the name of a service, or of a provider, in a language; the usual one where it has none of its own there. */
export function serviceNameIn({ name, nameJa }: NamedService, locale: Locale): string {
  return (locale === 'ja' ? nameJa : null) ?? name;
}
