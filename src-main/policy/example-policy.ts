import type { Locale } from '../../src-shared/domain/settings.ts';

const rules = `rules:
  minimum-keys:
    high: 3
    normal: 2
    low: 1
  off-site-spare: [high]
  pin-set: true
  minimum-pin-length: 6
  always-uv: false
  firmware-floor:
    - vendor: Yubico
      at-least: "5.7"
  stale-after-days: 180
  forbidden-advisories: high
  owner-recorded: true
  place-recorded: true
`;

const heads: Readonly<Record<Locale, string>> = {
  en: `# A policy for Sparekey. Every rule may be left out; docs/policy.md explains each.
# The same in the window (Policy) and on the command line: sparekey coverage --policy FILE
sparekey-policy: 1
name: Household keys
`,
  ja: `# Sparekeyのポリシーです。どの規則も省略できます。説明はdocs/policy.mdにあります。
# 画面の「ポリシー」でも、コマンドラインの sparekey coverage --policy FILE でも使えます。
sparekey-policy: 1
name: わが家のキー
`,
};

/** Returns a policy that can be used as it is, with comments in the language of the person. */
export function examplePolicy(locale: Locale): string {
  return heads[locale] + rules;
}
