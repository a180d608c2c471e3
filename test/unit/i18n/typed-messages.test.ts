import { describe, expect, it } from 'vitest';
import { createTranslator } from '../../../src-shared/i18n/translator.ts';

const t = createTranslator('en');

// The compiler is the test: without the error that is expected, `npm run check:types` fails.
describe('a message', () => {
  it('takes the values that it names', () => {
    expect(t('failure.pin-too-short', { minimum: 4, pin: 'new' })).toContain('4');
    expect(t('failure.pin-blocked')).not.toBe('');
  });

  it('does not compile without its values, with others, or with values of another type', () => {
    // @ts-expect-error -- no values
    expect(() => t('failure.pin-too-short')).toThrow('pin');
    // @ts-expect-error -- a wrong name
    expect(() => t('failure.pin-too-short', { least: 4, pin: 'new' })).toThrow('minimum');
    // @ts-expect-error -- one of two
    expect(() => t('failure.pin-too-long', { maximum: 63, pin: 'new' })).toThrow('maximumBytes');
    // @ts-expect-error -- a text where a number is counted
    expect(t('failure.pin-too-short', { minimum: 'four', pin: 'new' })).not.toBe('');
    // @ts-expect-error -- values for a message without placeholders
    expect(t('failure.pin-blocked', { count: 1 })).not.toBe('');
    // @ts-expect-error -- no such message
    expect(t('failure.pin-of-the-neighbour')).toBeUndefined();
  });

  it('that may be one of several needs the values of all', () => {
    const kind = 'pin-too-short' as 'pin-too-short' | 'pin-blocked';
    // @ts-expect-error -- one of the two needs a number
    expect(() => t(`failure.${kind}`)).toThrow('minimum');
    expect(t(`failure.${kind}`, { minimum: 6, pin: 'new' })).toContain('6');
  });
});
