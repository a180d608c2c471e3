import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { exitStatus, exitStatusOf } from '../../../src-cli/program/exit-status.ts';
import { operationFailureSchema } from '../../../src-shared/domain/operation-failure-schema.ts';

const kinds = operationFailureSchema.options.map((option) => option.shape.kind.value);
const documentation = readFileSync(new URL('../../../docs/cli.md', import.meta.url), 'utf8');

describe('exit status', () => {
  it.each(kinds)('of %s is one of the documented ones, and never success', (kind) => {
    expect(Object.values(exitStatus)).toContain(exitStatusOf[kind]);
    expect(exitStatusOf[kind]).toBeGreaterThan(exitStatus.checkFailed);
  });

  it.each([
    ['pin-wrong', 4],
    ['pin-blocked', 4],
    ['pin-needs-replug', 4],
    ['no-such-key', 3],
    ['ambiguous-key', 3],
    ['key-refused', 5],
    ['not-supported', 5],
    ['touch-timed-out', 6],
    ['cancelled', 6],
    ['no-permission', 7],
    ['key-removed', 8],
    ['outcome-unknown', 8],
    ['inventory-locked', 9],
    ['inventory-damaged', 9],
    ['unexpected', 70],
  ] as const)('of %s is %d', (kind, status) => {
    expect(exitStatusOf[kind]).toBe(status);
  });

  it.each(kinds)('docs/cli.md lists %s with its exit status', (kind) => {
    expect(documentation).toMatch(new RegExp(`\\| \`${kind}\` +\\| ${exitStatusOf[kind]} `));
  });
});
