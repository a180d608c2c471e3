import type { PluggedKey } from '../domain/plugged-key.ts';
import type { Translate } from '../i18n/translator.ts';

/** Returns the state of a key's PIN in a few words: different ones for set, locked and blocked. */
export function pinStateText(t: Translate, key: PluggedKey): string {
  const pin = key.facts?.pin;
  if (pin === undefined) return '–';
  if (!pin.supported) return t('cli.pin.state.unsupported');
  if (pin.blocked) return t('cli.pin.state.blocked');
  if (pin.needsReplug) return t('cli.pin.state.needs-replug');
  if (pin.set !== true) return t('cli.pin.state.not-set');
  if (pin.forceChange) return t('cli.pin.state.must-change');
  return t('cli.pin.state.set', { retriesLeft: pin.retriesLeft ?? -1 });
}
