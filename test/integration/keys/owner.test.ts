import { describe, expect, it } from 'vitest';
import { runExample, exampleKey } from '../../helpers/operation-examples.ts';

/** Operations and the request at which a key with a display asks its owner. */
const questions = [
  ['unlock', 'clientPin.getPinUvAuthTokenUsingPin'],
  ['unlock', 'credentialManagement.enumerateRpsBegin'],
  ['list-passkeys', 'credentialManagement.getCredsMetadata'],
  ['list-passkeys', 'credentialManagement.enumerateCredentialsBegin'],
  ['delete-passkey', 'credentialManagement.deleteCredential'],
  ['rename-passkey', 'credentialManagement.updateUserInformation'],
  ['change-pin', 'clientPin.changePin'],
  ['change-setting', 'config.toggleAlwaysUv'],
] as const;

describe('11.7 a key that asks its owner on its own display', () => {
  it.each(questions)('%s at %s: the person is told to look at the key, never to touch it', async (name, request) => {
    const one = await exampleKey(name, {});
    one.key.script.failNext(request, { keepaliveForever: 'touch' });
    const steps: string[] = [];
    one.manager.subscribe((event) => {
      if (event.type !== 'progress') return;
      steps.push(event.progress.step);
      // The owner has seen enough.
      if (event.progress.step === 'look') one.transport.unplug(one.key);
    });
    const outcome = await runExample(name, one);
    expect(outcome.ok).toBe(false);
    expect(steps.filter((step) => step !== 'working')).toEqual(['look', 'finished']);
    expect(one.key.log.destructive.filter(({ carriedOut }) => carriedOut)).toEqual([]);
    await one.core.close();
  });

  it('set-pin too', async () => {
    const one = await exampleKey('set-pin', { withoutPin: true });
    one.key.script.failNext('clientPin.setPin', { keepaliveForever: 'touch' });
    const looked = new Promise<void>((resolve) => {
      one.manager.subscribe((event) => {
        if (event.type !== 'progress' || event.progress.step !== 'look') return;
        one.transport.unplug(one.key);
        resolve();
      });
    });
    const [outcome] = await Promise.all([runExample('set-pin', one), looked]);
    expect([outcome.ok, one.key.state.pinSet]).toEqual([false, false]);
    await one.core.close();
  });
});
