import { useCallback, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { cellOf } from '../../../../src-shared/coverage/cell-of.ts';
import { useApp } from '../../../stores/app-store.ts';
import { useTranslation } from '../../../use-translation.tsx';
import { accountText, groupName, serviceTitle, verdictTextOf } from '../coverage-text.ts';
import { drawOverview, overviewColours, type OverviewPalette } from './draw-overview.ts';
import type { MatrixProps } from '../matrix/matrix.tsx';
import { Legend } from '../matrix/legend.tsx';
import { overviewLayout } from './overview-layout.ts';
import styles from './overview.module.css';
import { type GridPosition, nextPosition } from '../../../components/use-grid-focus.ts';
import { useZoomInput } from './use-zoom-input.ts';

/**
 * Renders hundreds of keys and accounts at once as a picture of small marks. One place of it is always in words: the one under the pointer
 * or chosen with the arrow keys; a screen reader meets that place as a cell of a grid.
 */
export function OverviewMatrix({ report, rows, keys, labels, lost, grouping, onToggleLost, onOpen }: MatrixProps) {
  const { t, day, locale } = useTranslation();
  const dark = useApp((state) => state.status?.dark);
  const scroll = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const swatches = useRef<HTMLDivElement>(null);
  const anchor = useRef<HTMLDivElement>(null);
  const id = useId();
  const [size, setSize] = useState({ width: 0, height: 0 });
  const [position, setPosition] = useState({ top: 0, left: 0 });
  const [wanted, setWanted] = useState<GridPosition>({ row: -1, column: 0 });
  const [pointed, setPointed] = useState<GridPosition | null>(null);
  const [focused, setFocused] = useState(false);
  const zoomKey = useZoomInput(scroll);
  const columns = useMemo(() => new Map(keys.map((key, column) => [key.keyId, column])), [keys]);
  const layout = useMemo(
    () => overviewLayout(size.width, size.height, keys.length, rows.count),
    [size, keys.length, rows.count],
  );
  const active = {
    row: Math.min(wanted.row, rows.count - 1),
    column: Math.max(0, Math.min(wanted.column, wanted.row < 0 ? keys.length - 1 : keys.length)),
  };
  const shown = pointed ?? (focused ? active : null);

  useLayoutEffect(() => {
    const node = scroll.current;
    if (node === null) return;
    const read = () => setSize({ width: node.clientWidth, height: node.clientHeight });
    read();
    if (typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(read);
    observer.observe(node);
    return () => observer.disconnect();
  }, []);

  const palette = useMemo(() => ({ dark, of: paletteOf }), [dark]);
  useLayoutEffect(() => {
    const node = canvas.current;
    const context = node?.getContext('2d') ?? null;
    if (node === null || context === null || swatches.current === null || size.width === 0) return;
    const scale = window.devicePixelRatio;
    if (node.width !== Math.round(size.width * scale)) node.width = Math.round(size.width * scale);
    if (node.height !== Math.round(size.height * scale)) node.height = Math.round(size.height * scale);
    context.setTransform(scale, 0, 0, scale, 0, 0);
    drawOverview(context, {
      rows,
      keys,
      columns,
      lost,
      layout,
      palette: palette.of(swatches.current),
      scrollTop: position.top,
      scrollLeft: position.left,
      ...size,
      active: shown,
    });
  }, [rows, keys, columns, lost, layout, palette, position, size, shown]);

  const reveal = useCallback(
    ({ row, column }: GridPosition) => {
      const node = scroll.current;
      if (node === null) return;
      const { cellWidth, cellHeight, headHeight, endWidth } = layout;
      const [down, across] = [row * cellHeight, column * cellWidth];
      if (row >= 0) {
        const room = node.clientHeight - headHeight - cellHeight;
        node.scrollTop = Math.min(down, Math.max(node.scrollTop, down - room));
      }
      if (column < keys.length) {
        const room = node.clientWidth - endWidth - cellWidth;
        node.scrollLeft = Math.min(across, Math.max(node.scrollLeft, across - room));
      }
    },
    [layout, keys.length],
  );
  useEffect(() => {
    setPointed(null);
  }, [rows, keys]);

  const act = (gridPosition: GridPosition) => {
    const row = rows.at(gridPosition.row);
    const key = keys[gridPosition.column];
    if (gridPosition.row < 0) {
      if (key !== undefined) onToggleLost(key.keyId);
    } else if (row?.type === 'account' && anchor.current !== null) {
      onOpen(row, key?.keyId ?? null, anchor.current);
    }
  };
  const positionAt = (event: { readonly clientX: number; readonly clientY: number }): GridPosition | null => {
    const box = canvas.current?.getBoundingClientRect();
    if (box === undefined) return null;
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    const row = y < layout.headHeight ? -1 : Math.floor((y - layout.headHeight + position.top) / layout.cellHeight);
    const atEnd = x >= layout.endStart && x < layout.endStart + layout.endWidth;
    const column = atEnd ? keys.length : Math.floor((x + position.left) / layout.cellWidth);
    const last = row < 0 ? keys.length - 1 : keys.length;
    return row >= rows.count || column > last || (column >= keys.length && !atEnd) ? null : { row, column };
  };
  const describeCell = (gridPosition: GridPosition): { readonly row: string; readonly cell: string } => {
    const key = keys[gridPosition.column];
    const label = key === undefined ? '' : (labels.get(key.keyId)?.full ?? '');
    if (gridPosition.row < 0) {
      const alone = t('window.coverage.alone', { count: key?.aloneHolds ?? 0 });
      const word = lost.has(key?.keyId ?? '') ? `${t('window.coverage.lost')} · ${alone}` : alone;
      return { row: label, cell: word };
    }
    const row = rows.at(gridPosition.row);
    if (row === undefined) return { row: '', cell: '' };
    if (row.type === 'section') return { row: t(`matrix.fate.${row.lossImpact}`, { count: row.count }), cell: '' };
    if (row.type === 'group') {
      return {
        row: groupName(row.entry, grouping, locale),
        cell: t('matrix.group.count', { count: row.count, withGaps: row.withGaps }),
      };
    }
    const { account } = row.entry;
    const verdict = row.after === null ? verdictTextOf(t, account) : t(`matrix.fate-word.${row.after.lossImpact}`);
    const service = `${serviceTitle(row.entry, locale)} · ${accountText(t, account)}`;
    if (key === undefined) return { row: service, cell: verdict };
    const { evidence, asOf } = cellOf(report, account, key.keyId);
    const when = asOf === null ? '' : ` (${day(asOf)})`;
    return { row: service, cell: `${label}: ${t(`evidence.${evidence}`)}${when} · ${verdict}` };
  };
  const spoken = describeCell(active);
  const read = shown === null ? null : describeCell(shown);
  return (
    <div className={styles['overview']}>
      <div
        ref={scroll}
        className={styles['scroll']}
        role="grid"
        tabIndex={0}
        aria-label={t('window.coverage.matrix')}
        aria-describedby={`${id}-help`}
        aria-activedescendant={`${id}-cell`}
        aria-rowcount={rows.count + 1}
        aria-colcount={keys.length + 2}
        onScroll={(event) => setPosition({ top: event.currentTarget.scrollTop, left: event.currentTarget.scrollLeft })}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
        onPointerMove={(event) => setPointed(positionAt(event))}
        onPointerLeave={() => setPointed(null)}
        onClick={(event) => {
          const gridPosition = positionAt(event);
          if (gridPosition === null) return;
          setWanted(gridPosition);
          act(gridPosition);
        }}
        onKeyDown={(event) => {
          if (zoomKey(event)) return;
          if (event.key === 'Enter' || event.key === ' ') {
            event.preventDefault();
            act(active);
            return;
          }
          if (event.altKey || event.shiftKey) return;
          const next = nextPosition(event.key, active, {
            rowCount: rows.count,
            columnsIn: (row) => (row < 0 ? keys.length : keys.length + 1),
            page: Math.max(1, Math.floor((size.height - layout.headHeight) / layout.cellHeight) - 1),
            whole: event.ctrlKey || event.metaKey,
            hasCells: (row) => row < 0 || rows.entryIndexAt(row) >= 0,
          });
          if (next === null) return;
          event.preventDefault();
          setPointed(null);
          setWanted(next);
          reveal(next);
        }}
      >
        <div role="presentation" style={{ width: layout.totalWidth, height: layout.totalHeight }}>
          <canvas
            ref={canvas}
            className={styles['canvas']}
            aria-hidden="true"
            style={{ width: size.width, height: size.height }}
          />
          <div
            ref={anchor}
            className={styles['anchor']}
            aria-hidden="true"
            style={{
              left: active.column * layout.cellWidth,
              top: layout.headHeight + Math.max(0, active.row) * layout.cellHeight,
              width: layout.cellWidth,
              height: layout.cellHeight,
            }}
          />
          <div role="row" aria-rowindex={active.row + 2} className="spoken">
            <div role="rowheader" aria-colindex={1}>
              {spoken.row}
            </div>
            <div
              role={active.row < 0 ? 'columnheader' : 'gridcell'}
              aria-colindex={active.column + 2}
              id={`${id}-cell`}
              aria-selected={lost.has(keys[active.column]?.keyId ?? '')}
            >
              {`${spoken.row}, ${spoken.cell}`}
            </div>
          </div>
        </div>
      </div>
      <Legend />
      <p className={styles['readout']} aria-hidden="true">
        {read === null ? (
          <span>{t('matrix.overview.help')}</span>
        ) : (
          <>
            <bdi className={styles['what']}>{read.row}</bdi> <bdi>{read.cell}</bdi>
          </>
        )}
      </p>
      <span id={`${id}-help`} className="spoken">
        {t('matrix.overview.help')}
      </span>
      <div ref={swatches} className="spoken" aria-hidden="true">
        {overviewColours.map((name) => (
          <i key={name} className={styles[name]} />
        ))}
      </div>
    </div>
  );
}

// A canvas knows no CSS variables: the colours are read from elements that wear them.
function paletteOf(swatches: HTMLElement): OverviewPalette {
  const colourOf = (name: (typeof overviewColours)[number]): string => {
    const swatch = swatches.children[overviewColours.indexOf(name)];
    return swatch === undefined ? '' : getComputedStyle(swatch).color;
  };
  return {
    paper: colourOf('paper'),
    line: colourOf('line'),
    lineStrong: colourOf('lineStrong'),
    ink3: colourOf('ink3'),
    accent: colourOf('accent'),
    critical: colourOf('critical'),
    criticalSoft: colourOf('criticalSoft'),
    warning: colourOf('warning'),
  };
}
