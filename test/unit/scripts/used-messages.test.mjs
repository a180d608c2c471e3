import { describe, expect, it } from 'vitest';
import { missingStandIns, usedMessages } from '../../../scripts/lib/used-messages.mjs';

const errors = [
  `a.ts(3,5): error TS2345: Argument of type '"verdict.stale" | "verdict.weak"' is not assignable to parameter of type '\`\\0\${string}\`'.`,
  "b.ts(9,1): error TS2345: Argument of type '`invalid.${string}`' is not assignable to parameter of type '`\\0${string}`'.",
].join('\n');

describe('messages that are used', () => {
  it('are those that the compiler names, each key of a union', () => {
    const used = usedMessages(['verdict.stale', 'verdict.weak', 'verdict.old'], errors, '');
    expect([...used]).toEqual(['verdict.stale', 'verdict.weak']);
  });

  it('with a part that may be any text, are those whose code the sources write', () => {
    const sources = "throw invalid('label-taken');";
    expect([...usedMessages(['invalid.label-taken', 'invalid.gone'], errors, sources)]).toEqual([
      'invalid.label-taken',
    ]);
    expect([...usedMessages(['other.label-taken'], errors, sources)]).toEqual([]);
    const parts = ['invalid.pin.blocked', 'invalid.pin.lost'];
    expect([...usedMessages(parts, errors, "['pin', 'blocked']")]).toEqual(['invalid.pin.blocked']);
  });

  it('cannot be told where the stand-ins lack a name', () => {
    const line = `c.ts(1,10): error TS2305: Module '"./translator.ts"' has no exported member 'other'.`;
    expect(missingStandIns(`${errors}\n${line}`)).toEqual([line]);
  });
});
