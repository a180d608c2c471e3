import type { ImportPreview } from '../../../src-shared/domain/imports.ts';
import { OutsideText } from '../../components/outside-text.tsx';
import { useTranslation } from '../../use-translation.tsx';
import styles from './import.module.css';

/** Renders line by line what would be recorded, and how each service was found. */
export function PreviewTable({ preview }: { readonly preview: ImportPreview }) {
  const { t } = useTranslation();
  const { rows, counts } = preview;
  if (rows.length === 0) return null;
  return (
    <section>
      <h3 className={styles['heading']}>{t('import.preview')}</h3>
      <div className={styles['scroll']} tabIndex={0} role="region" aria-label={t('import.preview')}>
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col">{t('import.column.line')}</th>
              <th scope="col">{t('import.column.what')}</th>
              <th scope="col">{t('import.column.name')}</th>
              <th scope="col">{t('import.column.service')}</th>
              <th scope="col">{t('import.column.account')}</th>
              <th scope="col">{t('import.column.state')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.line}>
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
