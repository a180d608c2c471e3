import { api } from '../api.ts';
import { showHint } from '../stores/notice-store.ts';
import { run } from '../stores/run.ts';
import { useTranslation } from '../use-translation.tsx';
import { Button } from './button.tsx';

/** Renders the answer to a text that was refused as PIN, password or code: it is none, and may be recorded. */
export function NoSecretButton({ onPress }: { readonly onPress: () => void }) {
  const { t } = useTranslation();
  const say = async () => {
    if ((await run(api().inventory.sayNoSecret())) === undefined) return;
    onPress();
    showHint(t('import.not-secret.said'));
  };
  return (
    <Button look="link" onPress={() => void say()}>
      {t('import.not-secret')}
    </Button>
  );
}
