import { describe, expect, it } from 'vitest';
import { confirmationLifetimeMs, createConfirmations } from '../../../src-main/ipc/confirmations.ts';

const named = { service: 'GitHub', account: 'octo', key: 'Blue' };
const deletion = { handle: 'key-0000000000000001', rpIdHash: 'aa', credentialId: 'c1', named };

function make() {
  let time = 0;
  let ids = 0;
  const confirmations = createConfirmations(
    () => time,
    () => `id-${++ids}`,
  );
  return { confirmations, pass: (ms: number) => (time += ms) };
}

describe('confirmations of a deletion', () => {
  it('H-09 allow exactly what was shown, once', () => {
    const { confirmations } = make();
    const id = confirmations.create(deletion);
    expect(confirmations.peek(id, deletion.handle)).toEqual(deletion);
    expect(confirmations.take(id, deletion.handle)).toEqual(deletion);
    expect(confirmations.peek(id, deletion.handle)).toBeNull();
    expect(confirmations.take(id, deletion.handle)).toBeNull();
  });

  it('H-09 allow nothing for an invented id or another key, and are then used up', () => {
    const { confirmations } = make();
    const id = confirmations.create(deletion);
    expect(confirmations.take('id-2', deletion.handle)).toBeNull();
    expect(confirmations.peek('id-2', deletion.handle)).toBeNull();
    expect(confirmations.peek(id, 'key-0000000000000002')).toBeNull();
    expect(confirmations.take(id, 'key-0000000000000002')).toBeNull();
    expect(confirmations.take(id, deletion.handle)).toBeNull();
  });

  it('H-18 are void after two minutes', () => {
    const { confirmations, pass } = make();
    const inTime = confirmations.create(deletion);
    pass(confirmationLifetimeMs);
    expect(confirmations.take(inTime, deletion.handle)).toEqual(deletion);
    const late = confirmations.create(deletion);
    pass(confirmationLifetimeMs + 1);
    expect(confirmations.take(late, deletion.handle)).toBeNull();
  });

  it('H-03 are void once their key has left, though the same key comes back', () => {
    const { confirmations } = make();
    const id = confirmations.create(deletion);
    const other = confirmations.create({ ...deletion, handle: 'key-0000000000000002' });
    confirmations.keepOnly(new Set(['key-0000000000000002']));
    confirmations.keepOnly(new Set([deletion.handle, 'key-0000000000000002']));
    expect(confirmations.take(id, deletion.handle)).toBeNull();
    expect(confirmations.take(other, 'key-0000000000000002')).not.toBeNull();
  });

  it('do not pile up', () => {
    const { confirmations } = make();
    const first = confirmations.create(deletion);
    for (let index = 0; index < 16; index++) confirmations.create(deletion);
    expect(confirmations.take(first, deletion.handle)).toBeNull();
  });
});
