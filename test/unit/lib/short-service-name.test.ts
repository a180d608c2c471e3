import { describe, expect, it } from 'vitest';
import { shortServiceName } from '../../../src-shared/lib/short-service-name.ts';

describe('shortServiceName', () => {
  it.each([
    ['Amazon Web Services (root and IAM users)', 'Amazon Web Services'],
    ['Microsoft Entra ID（組織アカウント）', 'Microsoft Entra ID'],
    ['GitHub', 'GitHub'],
    ['(nothing else)', '(nothing else)'],
    ['One (two) three', 'One (two) three'],
  ])('%s: %s', (name, short) => {
    expect(shortServiceName(name)).toBe(short);
  });
});
