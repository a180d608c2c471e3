import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { useTranslation } from '../../use-translation.tsx';
import { QuestionDialog } from './question-dialog.tsx';

/** Renders how many questions would make the coverage surer, and asks them. */
export function QuestionsLine({ count }: { readonly count: number }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  if (count === 0 && !open) return null;
  return (
    <>
      <span title={t('ask.count', { count })}>
        <Button look="quiet" onPress={() => setOpen(true)}>
          {t('ask.short', { count })}
        </Button>
      </span>
      {open ? <QuestionDialog aboutAccountId={null} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
