import { useTranslation } from '../use-translation.tsx';
import { Button } from './button.tsx';
import { copyText } from './copy-text.ts';

/** Copies public text to the clipboard. `what` names it where several stand on one page; `label` stands on the button instead of "Copy". */
export function CopyButton({
  text,
  what,
  label,
}: {
  readonly text: string;
  readonly what?: string;
  readonly label?: string;
}) {
  const { t } = useTranslation();
  const copy = () => void copyText(t, text);
  if (what === undefined) return <Button onPress={copy}>{label ?? t('window.common.copy')}</Button>;
  return (
    <Button look="quiet" label={t('window.common.copy-what', { what })} onPress={copy}>
      {t('window.common.copy')}
    </Button>
  );
}
