import { describe, expect, it } from 'vitest';
import { operationNames } from '../../../src-shared/operations/operation-names.ts';
import { exampleKey, operationExamples, runExample } from '../../helpers/operation-examples.ts';

describe.each(operationNames)('F-01 the key is pulled out during: %s', (name) => {
  it.each([
    ['write', 'before'],
    ['write', 'after'],
    ['read', 'before'],
    ['read', 'after'],
  ] as const)('at every %s, %s it passed', async (on, when) => {
    let points = 0;
    for (let index = 1; ; index++) {
      const one = await exampleKey(name, operationExamples[name].setups[0] ?? {});
      one.key.script.unplugAt({ on, index, when });
      const outcome = await runExample(name, one);
      const pulled = !one.transport.isPlugged(one.key);
      const result: string = outcome.ok ? 'done' : outcome.failure.kind;
      expect(pulled ? ['done', 'key-removed', 'outcome-unknown'] : ['done']).toContain(result);
      // A change that was carried out may never be told as one that surely was not.
      const changed = one.key.log.entries.some((entry) => entry.destructive && entry.carriedOut);
      expect(result === 'key-removed' && changed, `${name}: ${on} ${index} ${when}`).toBe(false);
      if (pulled) points++;
      expect(one.key.log.destructive.length, 'nothing is sent twice').toBeLessThanOrEqual(1);
      expect(one.key.log.pinBearing.length, 'no PIN is sent twice').toBeLessThanOrEqual(1);
      expect(one.transport.openConnections(one.key), 'nothing stays open').toBe(0);
      await one.manager.refresh();
      expect(one.manager.keys().length).toBe(pulled ? 0 : 1);
      await one.core.close();
      if (!pulled) break;
    }
    expect(points).toBeGreaterThan(0);
  });
});
