import { expect, it } from 'vitest';
import { fitsSensor } from '../../../src-shared/domain/fingerprint.ts';

const sensor = { kind: null, samples: null, triesLeft: null };

it.each([
  ['thumb', 5, true],
  ['thumbs', 5, false],
  ['親指', 6, true],
  ['親指', 5, false],
  ['anything at all', null, true],
])('a sensor measures the name %s in bytes: %s', (name, nameBytes, fits) => {
  expect(fitsSensor(name, { ...sensor, nameBytes })).toBe(fits);
});
