import { expect, it } from 'vitest';
import { serviceNameIn } from '../../../src-shared/i18n/service-name.ts';

it('a service is called as people of a language call it', () => {
  const both = { name: 'Rakuten', nameJa: '楽天' };
  expect([serviceNameIn(both, 'en'), serviceNameIn(both, 'ja')]).toEqual(['Rakuten', '楽天']);
  expect([serviceNameIn({ name: 'GitHub' }, 'ja'), serviceNameIn({ name: 'GitHub', nameJa: null }, 'ja')]).toEqual([
    'GitHub',
    'GitHub',
  ]);
});
