import type { Fingerprint } from '../domain/fingerprint.ts';
import { displayText } from '../lib/display-text.ts';
import type { Translate } from './translator.ts';

/** Returns a fingerprint as it is shown: by its name, else by its ID. */
export function fingerprintText(t: Translate, { name, templateId }: Fingerprint): string {
  return name === null ? t('fingerprint.unnamed', { id: templateId }) : displayText(name, 60);
}
