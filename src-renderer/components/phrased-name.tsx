import { Fragment } from 'react';
import styles from './phrased-name.module.css';

/** Places between two words where the script of Japanese changes: 青い|キーリング, 会社用|キー, 机の|引き出し, 古い|YubiKey. */
const seams = /(?<=[\p{Script=Hiragana}\p{Script=Han}])(?=[\p{Script=Katakana}A-Za-z])|(?<=の)(?=\p{Script=Han})/u;
/** The end of a serial number by which keys are told apart: "…311". */
const serialEnd = /…\d+$/;

/** Renders a short name that is broken into lines between its words only, as long as these fit. */
export function PhrasedName({ name }: { readonly name: string }) {
  const end = serialEnd.exec(name)?.[0] ?? '';
  const parts = name.slice(0, name.length - end.length).split(seams);
  return (
    <>
      {parts.map((part, index) => (
        <Fragment key={parts.slice(0, index).join('')}>
          {index === 0 ? null : <wbr />}
          {part}
        </Fragment>
      ))}
      {end === '' ? null : <span className={styles['end']}>{end}</span>}
    </>
  );
}
