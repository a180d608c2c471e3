import { useState } from 'react';
import { guideLines } from '../../src-shared/guide/guide-lines.ts';
import type { MethodKind } from '../../src-shared/guide/method-guide.ts';
import { useTranslation } from '../use-translation.tsx';
import { Button } from './button.tsx';
import styles from './method-guide.module.css';

/** Renders a button that shows what a kind of sign-in method means: where it is, what losing it means, how the next one is enrolled. */
export function MethodGuide({ kind }: { readonly kind: MethodKind }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <div className={styles['guide']}>
      <Button
        look="link"
        label={t('guide.open.label', { method: t(`method.${kind}`) })}
        expanded={open}
        onPress={() => setOpen(!open)}
      >
        {t('guide.open')}
      </Button>
      {open ? (
        <dl className={styles['facts']}>
          {guideLines(t, kind).map((line) => (
            <div key={line.label} className={styles['fact']}>
              <dt>{line.label}</dt>
              <dd>{line.text}</dd>
            </div>
          ))}
        </dl>
      ) : null}
    </div>
  );
}
