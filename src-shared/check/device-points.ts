import type { DraftFinding, ReadQuestion } from './check-question.ts';

/** Finds whether NFC works before the key was first powered over USB. */
export function nfcFinding({ reading, rules }: ReadQuestion): DraftFinding {
  const restricted = reading.vendor?.nfcRestricted ?? null;
  if (restricted === null) return { point: 'nfc', variant: 'not-told', state: 'unknown' };
  const variant = restricted ? 'restricted' : 'open';
  return { point: 'nfc', variant, state: (rules.nfc ?? variant) === variant ? 'ok' : 'failed' };
}

/** Finds applications that are switched off. */
export function applicationsFinding({ reading }: ReadQuestion): DraftFinding {
  const off = reading.vendor?.switchedOff ?? null;
  if (off === null) return { point: 'applications', variant: 'not-told', state: 'unknown' };
  const names = [...off.usb.map((name) => `USB: ${name}`), ...off.nfc.map((name) => `NFC: ${name}`)];
  if (names.length === 0) return { point: 'applications', variant: 'all-on', state: 'ok' };
  return {
    point: 'applications',
    variant: 'off',
    state: 'failed',
    values: { names: names.join(', '), count: names.length },
  };
}

/** Finds whether messages of all lengths come back as they were sent. */
export function transportFinding({ reading: { transport } }: ReadQuestion): DraftFinding {
  const { lengths, echoed } = transport;
  const isWhole = echoed === lengths.length;
  const values = { echoed, sent: lengths.length, largest: Math.max(...lengths), broken: lengths[echoed] ?? 0 };
  return { point: 'transport', variant: isWhole ? 'all' : 'broken', state: isWhole ? 'ok' : 'failed', values };
}
