import { useTranslation } from '../use-translation.tsx';
import { showDone, showHint } from '../stores/notice-store.ts';
import { Button } from './button.tsx';

/** Copies public text to the clipboard. `what` names it where several stand on one page. */
export function CopyButton({ text, what }: { readonly text: string; readonly what?: string }) {
  const { t } = useTranslation();
  const copy = async () => {
    if ((await copyText(text)) || copySelection(text)) showDone(t('window.common.copied'));
    else showHint(t('window.common.not-copied'));
  };
  if (what === undefined) return <Button onPress={() => void copy()}>{t('window.common.copy')}</Button>;
  return (
    <Button look="quiet" label={t('window.common.copy-what', { what })} onPress={() => void copy()}>
      {t('window.common.copy')}
    </Button>
  );
}

async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // the session may refuse the permission: the older way below needs none
  }
}

function copySelection(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  document.body.append(area);
  area.select();
  // oxlint-disable-next-line typescript/no-deprecated -- the only way to copy that needs no permission of the session
  const copied = document.execCommand('copy');
  area.remove();
  return copied;
}
