import { CellMark, type CellMarkKind } from '../../components/cell-mark.tsx';
import { KeyPicture } from '../../components/key-picture.tsx';
import { ghostShape } from '../../components/key-shape.ts';
import { ToneIcon } from '../../components/tone-icon.tsx';
import type { Tone } from '../../components/tone.ts';
import { useTranslation } from '../../use-translation.tsx';
import styles from './ghost-matrix.module.css';

interface GhostRow {
  readonly id: 'only' | 'two' | 'not-known';
  readonly tone: Tone;
  readonly first: CellMarkKind;
  readonly spare: CellMarkKind;
  readonly sole: boolean;
}

const rows: readonly GhostRow[] = [
  { id: 'only', tone: 'critical', first: 'read', spare: 'add', sole: true },
  { id: 'two', tone: 'done', first: 'read', spare: 'read', sole: false },
  { id: 'not-known', tone: 'unknown', first: 'read', spare: 'unknown', sole: false },
];

const legend = [
  { id: 'read', kind: 'read', sole: false },
  { id: 'sole', kind: 'read', sole: true },
  { id: 'add', kind: 'add', sole: false },
  { id: 'unknown', kind: 'unknown', sole: false },
  { id: 'absent', kind: 'absent', sole: false },
] as const;

/** Renders what will be seen: three rows without names that teach the shapes of the cells. */
export function GhostMatrix() {
  const { t } = useTranslation();
  return (
    <section className={styles['frame']} aria-labelledby="ghost-title">
      <h2 id="ghost-title">{t('window.ghost.title')}</h2>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col" className={styles['account']}>
              {t('window.ghost.account')}
            </th>
            {(['first', 'spare'] as const).map((key) => (
              <th key={key} scope="col" className={styles['key']}>
                <KeyPicture shape={ghostShape} colour="none" width={44} />
                <b>{t(`window.ghost.${key}`)}</b>
                <span>{t(`window.ghost.${key}.where`)}</span>
              </th>
            ))}
            <th scope="col">{t('window.ghost.verdict')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, tone, first, spare, sole }) => (
            <tr key={id}>
              <th scope="row">
                <span className={styles['bars']} data-row={id} aria-hidden="true">
                  <i />
                  <i />
                  <i />
                </span>
                <span className="spoken">{t(`window.ghost.row.${id}`)}</span>
              </th>
              <td className={styles['cell']}>
                <CellMark kind={first} sole={sole} />
                <span className="spoken">{t(`window.ghost.legend.${sole ? 'sole' : 'read'}`)}</span>
              </td>
              <td className={styles['cell']}>
                <CellMark kind={spare} />
                <span className="spoken">
                  {t(`window.ghost.legend.${spare === 'add' ? 'add' : spare === 'read' ? 'read' : 'unknown'}`)}
                </span>
              </td>
              <td className={styles['verdict']}>
                <ToneIcon tone={tone} size={13} />{' '}
                {id === 'only' ? <b>{t('window.ghost.verdict.only')}</b> : t(`window.ghost.verdict.${id}`)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <ul className={styles['legend']} aria-label={t('window.ghost.legend')}>
        {legend.map(({ id, kind, sole }) => (
          <li key={id}>
            <CellMark kind={kind} sole={sole} /> {t(`window.ghost.legend.${id}`)}
          </li>
        ))}
      </ul>
    </section>
  );
}
