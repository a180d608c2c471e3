import type { ImportChoices, ImportPreview, ImportRow } from '../../../src-shared/domain/imports.ts';
import { OutsideText } from '../../components/outside-text.tsx';
import { useTranslation } from '../../use-translation.tsx';
import styles from './import.module.css';

/** Counts the rows within each line of the file, so that each has a key of its own. */
function withKeys(rows: readonly ImportRow[]): readonly { readonly row: ImportRow; readonly key: string }[] {
  const counts = new Map<number, number>();
  return rows.map((row) => {
    const count = (counts.get(row.line) ?? 0) + 1;
    counts.set(row.line, count);
    return { row, key: `${row.line}.${count}` };
  });
}

interface PreviewTableProps {
  readonly preview: ImportPreview;
  readonly choices: ImportChoices;
  readonly onChange: (choices: ImportChoices) => void;
}

/** Renders line by line what would be recorded, and how each service was found; lines that are only offered can be ticked. */
export function PreviewTable({ preview, choices, onChange }: PreviewTableProps) {
  const { t } = useTranslation();
  const { rows, counts } = preview;
  const isOffered = rows.some(({ taken }) => taken !== null);
  const isTaken = ({ line, taken }: ImportRow): boolean => choices.lines?.[String(line)] ?? taken === true;
  if (rows.length === 0) return null;
  return (
    <section>
      <h3 className={styles['heading']}>{t('import.preview')}</h3>
      {counts.left === 0 ? null : <p className={styles['quiet']}>{t('import.left', { count: counts.left })}</p>}
      <div className={styles['scroll']} tabIndex={0} role="region" aria-label={t('import.preview')}>
        <table className={styles['table']}>
          <thead>
            <tr>
              {isOffered ? <th scope="col">{t('import.column.take')}</th> : null}
              <th scope="col">{t('import.column.line')}</th>
              <th scope="col">{t('import.column.what')}</th>
              <th scope="col">{t('import.column.name')}</th>
              <th scope="col">{t('import.column.service')}</th>
              <th scope="col">{t('import.column.account')}</th>
              <th scope="col">{t('import.column.state')}</th>
            </tr>
          </thead>
          <tbody>
            {withKeys(rows).map(({ row, key }) => (
              <tr key={key}>
                {isOffered ? (
                  <td>
                    {row.taken === null ? null : (
                      <input
                        type="checkbox"
                        aria-label={t('import.take', {
                          line: row.line,
                          name: `${row.service ?? ''} ${row.userName ?? ''}`.trim(),
                        })}
                        checked={isTaken(row)}
                        onChange={({ target }) =>
                          onChange({ ...choices, lines: { ...choices.lines, [String(row.line)]: target.checked } })
                        }
                      />
                    )}
                  </td>
                ) : null}
                <td>{row.line}</td>
                <td>{t(`import.what.${row.what}`)}</td>
                <td>
                  <OutsideText text={row.subject} maximum={80} />
                </td>
                <td>
                  {row.service === null ? null : <OutsideText text={row.service} maximum={80} />}{' '}
                  {row.matchedBy === null ? null : (
                    <span className={styles['quiet']}>{t(`import.matched.${row.matchedBy}`)}</span>
                  )}
                </td>
                <td>{row.userName === null ? null : <OutsideText text={row.userName} maximum={80} />}</td>
                <td>{t(`import.state.${row.state}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {counts.rows > rows.length ? (
        <p className={styles['quiet']}>{t('import.more', { count: counts.rows - rows.length })}</p>
      ) : null}
    </section>
  );
}
