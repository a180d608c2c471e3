import { Children, Fragment, isValidElement, type ReactNode } from 'react';
import { useTranslation } from '../use-translation.tsx';

/** Renders sentences one after another, with a space between them where the language has one. What is null is left out. */
export function Sentences({ children }: { readonly children: ReactNode }) {
  const { locale } = useTranslation();
  const gap = locale === 'ja' ? null : ' ';
  return Children.toArray(children).map((sentence, index) => (
    <Fragment key={isValidElement(sentence) ? sentence.key : index}>
      {index === 0 ? null : gap}
      {sentence}
    </Fragment>
  ));
}
