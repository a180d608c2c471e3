import { type CSSProperties, memo } from 'react';
import { Button } from '../../components/button.tsx';
import { Subline } from '../../components/subline.tsx';
import { textWidth } from '../../components/text-width.ts';
import { useTranslation } from '../../use-translation.tsx';
import styles from './coverage-headline.module.css';

/** Width of a Latin letter of the headline, as part of its size. */
const letterWidth = 0.53;
/** The length that fits into two lines of small type in the narrowest window; a longer sentence gets the room it needs. */
const mostLetters = 110;

/**
 * The coverage in one sentence, and what else there is to say in small type. A sentence too long for one line is set smaller, in two: the
 * matrix below stays where it is, and with it the key under the pointer that was just pressed.
 */
export const CoverageHeadline = memo(function CoverageHeadline({
  main,
  rest,
  onClear,
}: {
  readonly main: string;
  readonly rest: string;
  /** Ends the question "what if"; null while none is asked. */
  readonly onClear: (() => void) | null;
}) {
  const letters = textWidth(main);
  const measure: CSSProperties & Record<'--measure', number> = {
    '--measure': Math.ceil(letters * letterWidth),
  };
  return (
    <div className={styles['headline']}>
      <h1 style={measure} data-long={letters > mostLetters}>
        {main}
      </h1>
      <MoreToSay rest={rest} onClear={onClear} />
    </div>
  );
});

/** Apart, because it stays the same from one question to the next. */
const MoreToSay = memo(function MoreToSay({
  rest,
  onClear,
}: {
  readonly rest: string;
  readonly onClear: (() => void) | null;
}) {
  const { t } = useTranslation();
  return (
    <Subline>
      {rest === '' ? null : <span>{rest}</span>}
      <span>{onClear === null ? t('window.coverage.hint') : t('window.coverage.nothing-stored')}</span>
      {onClear === null ? null : (
        <Button look="link" onPress={onClear}>
          {t('window.coverage.clear-what-if')}
        </Button>
      )}
    </Subline>
  );
});
