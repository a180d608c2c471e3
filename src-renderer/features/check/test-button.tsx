import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { useKeys } from '../../stores/keys-store.ts';
import { run } from '../../stores/run.ts';
import { useTranslation } from '../../use-translation.tsx';

/**
 * Renders what begins the test of a key that was checked: one test, of two touches, answers both points. Nothing where the key is gone or cannot be
 * tested.
 */
export function TestButton({ handle, point }: { readonly handle: string; readonly point: 'genuine' | 'sign-in' }) {
  const { t } = useTranslation();
  const canTest = useKeys((state) =>
    state.keys.some((key) => key.handle === handle && (key.facts?.capabilities.signInTest.answer ?? 'no') !== 'no'),
  );
  const isBusy = useKeys((state) => state.progress[handle] !== undefined);
  if (!canTest) return null;
  return (
    <Button disabled={isBusy} onPress={() => void run(api().check.test({ handle }), handle)}>
      {t(`check.window.test.${point}`)}
    </Button>
  );
}
