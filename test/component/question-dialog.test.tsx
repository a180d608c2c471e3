import { describe, expect, it } from 'vitest';
import { vaultWorld, recordingInventory } from './chain-world.ts';
import { failure, type FakeSparekey, type FakeWorld, ok } from './fake-api.ts';
import { inventoryKey } from './fake-data.ts';
import { detailsPanel, openAccount } from './coverage-actions.ts';
import { person, renderApp, screen, within } from './render-app.tsx';
import { twoKeys } from './small-world.ts';

/** Renders the window over an inventory that takes what is recorded. */
async function renderRecording(world: FakeWorld): Promise<FakeSparekey> {
  const made: { fake?: FakeSparekey } = {};
  const fake = await renderApp(
    world,
    recordingInventory(() => {
      if (made.fake === undefined) throw new Error('asked too early');
      return made.fake;
    }),
  );
  made.fake = fake;
  return fake;
}

const dialog = () => screen.getByRole('dialog');
const answer = () => within(dialog()).getByRole('button', { name: 'Answer' });

describe('questions', () => {
  it('are counted below the headline and asked one at a time; the question has the focus', async () => {
    await renderRecording(vaultWorld());
    expect(screen.getByRole('button', { name: '1 question…' })).toBeVisible();
    const user = person();
    await user.click(screen.getByRole('button', { name: /questions?…$/ }));
    const question = within(dialog()).getByRole('heading', { name: 'How do you get into Bitwarden?' });
    await expect.poll(() => document.activeElement).toBe(question);
    expect(dialog()).toHaveTextContent('1 account depends on the answer: Bank');
    expect(within(dialog()).getByRole('radiogroup', { name: 'How do you get into Bitwarden?' })).toBeVisible();
    expect(within(dialog()).getAllByRole('radio')).toHaveLength(7);
    expect(answer()).toBeDisabled();
  });

  it('an answer with a key records it at the vault; the chain stands in the details, and Undo takes it back', async () => {
    const world = vaultWorld();
    const enrolments = world.snapshot.enrolments.filter(({ rpId }) => rpId === 'bank.com');
    const keys = world.snapshot.keys.slice(0, 1);
    const fake = await renderRecording({ ...world, snapshot: { ...world.snapshot, keys, enrolments } });
    const user = person();
    await user.click(screen.getByRole('button', { name: /questions?…$/ }));
    await user.click(screen.getByRole('radio', { name: 'With a key' }));
    expect(answer()).toBeDisabled();
    await user.selectOptions(screen.getByLabelText('Key'), 'Blue');
    await user.click(answer());
    expect(fake.callsOf('inventory.addManual')).toEqual([
      { keyId: 'blue', serviceId: 'bitwarden', rpId: null, userName: null, accountId: null, note: null },
    ]);
    expect(await screen.findByText('Every question is answered.')).toBeVisible();
    await user.click(within(dialog()).getByRole('button', { name: 'Done' }));
    await openAccount(/^Bank, mika@bank: Only/);
    const section = within(detailsPanel()).getByRole('list', { name: 'What it depends on' });
    expect(section).toHaveTextContent('Only through Bitwarden, which only Blue opens.');
    expect(section).toHaveTextContent('Assumed: synced passkey (Bitwarden) depends on Bitwarden.');
    await user.keyboard('{Escape}');
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(fake.callsOf('inventory.removeManual')).toEqual([{ enrolmentId: 'new-1' }]);
    expect(screen.getByRole('button', { name: '1 question…' })).toBeVisible();
  });

  it('an answer with a new phone records the phone first; Undo removes both', async () => {
    const fake = await renderRecording(vaultWorld());
    const user = person();
    await user.click(screen.getByRole('button', { name: /questions?…$/ }));
    await user.click(screen.getByRole('radio', { name: 'With a phone or computer' }));
    await user.selectOptions(screen.getByLabelText('Phone or computer'), 'Another one: add it');
    await user.type(screen.getByLabelText('Label'), 'Pixel');
    await user.click(answer());
    expect(fake.callsOf('inventory.addDevice')).toMatchObject([{ kind: 'phone', label: 'Pixel' }]);
    expect(fake.callsOf('inventory.addOtherWayIn')).toMatchObject([
      { serviceId: 'bitwarden', name: 'Pixel', requires: [{ type: 'device', deviceId: 'new-1' }] },
    ]);
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(fake.calls.map(({ leaf }) => leaf)).toEqual(expect.arrayContaining(['inventory.removeDevice']));
    expect(fake.callsOf('inventory.removeOtherWayIn')).toEqual([{ id: 'new-2' }]);
  });

  it('a place that looks like a code is refused, unless the person says that it is no secret', async () => {
    let isSaid = false;
    const fake = await renderApp(vaultWorld(), {
      'inventory.addOtherWayIn': () =>
        isSaid ? ok({ id: 'new-1' }) : failure({ kind: 'input-invalid', detail: 'looks-like-code' }),
      'inventory.sayNoSecret': () => {
        isSaid = true;
        return ok(null);
      },
    });
    const user = person();
    await user.click(screen.getByRole('button', { name: /questions?…$/ }));
    await user.click(screen.getByRole('radio', { name: 'With something kept at a place' }));
    await user.type(screen.getByLabelText('Place'), 'the PIN is 482913');
    expect(within(dialog()).getByText(/This looks like a code/)).toBeVisible();
    await user.click(answer());
    await user.click(await screen.findByRole('button', { name: 'This is no secret' }));
    expect(fake.callsOf('inventory.sayNoSecret')).toHaveLength(1);
    expect(screen.queryByRole('button', { name: 'This is no secret' })).toBeNull();
    await user.click(answer());
    expect(fake.callsOf('inventory.addOtherWayIn')).toMatchObject([{}, { place: 'the PIN is 482913' }]);
  });

  it('a skipped question is asked again next time', async () => {
    await renderRecording(vaultWorld());
    const user = person();
    await user.click(screen.getByRole('button', { name: /questions?…$/ }));
    await user.click(screen.getByRole('button', { name: 'Skip' }));
    expect(dialog()).toHaveTextContent('1 question was skipped. It is asked again next time.');
    await user.click(screen.getByRole('button', { name: 'Done' }));
    await user.click(screen.getByRole('button', { name: /questions?…$/ }));
    expect(screen.getByRole('radio', { name: 'With a key' })).toBeVisible();
  });

  it('a failure is said, and the question stays', async () => {
    await renderApp(vaultWorld(), {
      'inventory.addOtherWayIn': () => ({ ok: false, failure: { kind: 'input-invalid', detail: 'too-many' } }),
    });
    const user = person();
    await user.click(screen.getByRole('button', { name: /questions?…$/ }));
    await user.click(screen.getByRole('radio', { name: 'Nobody can' }));
    await user.click(answer());
    expect(screen.getByRole('radio', { name: 'Nobody can' })).toBeChecked();
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
  });

  it('of an RP ID that the list does not have it asks which service it is: one of the list, or a new one', async () => {
    const fake = await renderRecording(twoKeys());
    const user = person();
    await openAccount(/^forum\.example, mika-forum: Only/);
    await user.click(within(detailsPanel()).getByRole('button', { name: 'Answer…' }));
    const asked = 'This name on your key is not in the list: forum.example. Which service is it?';
    await expect.poll(() => document.activeElement?.textContent).toBe(asked);
    await user.click(screen.getByRole('radio', { name: 'Another service' }));
    await user.type(screen.getByLabelText('Name of the service'), 'The Forum');
    await user.click(answer());
    expect(fake.callsOf('catalogue.assignRpId')).toEqual([
      { rpId: 'forum.example', owner: { newServiceName: 'The Forum' } },
    ]);
  });

  it('speaks Japanese', async () => {
    const world = vaultWorld();
    await renderRecording({ ...world, status: { ...world.status, locale: 'ja' } });
    const user = person();
    await user.click(screen.getByRole('button', { name: /^質問/ }));
    await expect.poll(() => document.activeElement?.textContent).toBe('Bitwardenにはどうやってサインインしますか？');
    await user.click(screen.getByRole('radio', { name: '覚えているパスワードを使う' }));
    await user.click(screen.getByRole('button', { name: '答える' }));
    expect(await screen.findByText('すべての質問に答えました。')).toBeVisible();
  });
});

describe('a lost key', () => {
  it('looks lost in the head, the lists and the sidebar, and is not offered as an answer', async () => {
    const world = vaultWorld();
    const keys = [
      inventoryKey('blue', 'Blue', { lostAt: '2026-11-19T00:00:00.000Z' }),
      ...world.snapshot.keys.slice(1),
    ];
    await renderRecording({ ...world, snapshot: { ...world.snapshot, keys } });
    const user = person();
    expect(screen.getByRole('columnheader', { name: /^Blue lost/ })).toBeVisible();
    expect(screen.getByRole('link', { name: /^Blue ?lost/ })).toBeVisible();
    await user.click(screen.getByRole('button', { name: /questions?…$/ }));
    await user.click(screen.getByRole('radio', { name: 'With a key' }));
    expect(within(screen.getByLabelText('Key')).queryByText(/Blue/)).toBeNull();
    await user.keyboard('{Escape}');
    await user.click(screen.getByRole('button', { name: 'Keys' }));
    expect(screen.getByRole('row', { name: /Blue/ })).toHaveTextContent('lost · PIN needed');
  });
});
