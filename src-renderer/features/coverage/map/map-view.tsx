import { useCallback, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { cellOf } from '../../../../src-shared/coverage/cell-of.ts';
import { useApp } from '../../../stores/app-store.ts';
import { useTranslation } from '../../../use-translation.tsx';
import { verdictMessage } from '../../../../src-shared/i18n/coverage-message.ts';
import { accountText, serviceTitle } from '../coverage-text.ts';
import type { AccountTableProps } from '../table/account-table-props.ts';
import { drawMap, mapColours, type MapPalette } from './draw-map.ts';
import { mapLayout } from './map-layout.ts';
import styles from './map-view.module.css';
import { type GridPosition, nextPosition } from '../../../components/use-grid-focus.ts';

type MapViewProps = Pick<AccountTableProps, 'report' | 'keys' | 'rows' | 'lost' | 'onAsk' | 'onOpen'> & {
  readonly labelOf: (keyId: string) => string;
};

/**
 * Renders hundreds of keys and accounts at once as a picture of small marks. One place of it is always in words: the one under the pointer
 * or chosen with the arrow keys; a screen reader meets that place as a cell of a grid.
 */
export function MapView({ report, rows: entries, keys, labelOf, lost, onAsk, onOpen }: MapViewProps) {
  const { t, day, locale } = useTranslation();
  const dark = useApp((state) => state.status?.dark);
  const scroll = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const swatches = useRef<HTMLDivElement>(null);
  const id = useId();
  const [size, setSize] = useState({ width: 0, height: 0 });
  const [position, setPosition] = useState({ top: 0, left: 0 });
  const [wanted, setWanted] = useState<GridPosition>({ row: -1, column: 0 });
  const [pointed, setPointed] = useState<GridPosition | null>(null);
  const [focused, setFocused] = useState(false);
  const columns = useMemo(() => new Map(keys.map((key, column) => [key.keyId, column])), [keys]);
  const layout = useMemo(
    () => mapLayout(size.width, size.height, keys.length, entries.length),
    [size, keys.length, entries.length],
  );
  const active = {
    row: Math.min(wanted.row, entries.length - 1),
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
    drawMap(context, {
      entries,
      keys,
      columns,
      lost,
      layout,
      palette: palette.of(swatches.current),
      font: getComputedStyle(node).fontFamily,
      keyName: labelOf,
      accountName: (entry) => `${serviceTitle(entry, locale)} · ${accountText(t, entry.account)}`,
      scrollTop: position.top,
      scrollLeft: position.left,
      ...size,
      active: shown,
    });
  }, [entries, keys, columns, lost, layout, palette, position, size, shown, labelOf, locale, t]);

  const reveal = useCallback(
    ({ row, column }: GridPosition) => {
      const node = scroll.current;
      if (node === null) return;
      const { nameWidth, cellWidth, cellHeight, headHeight, endWidth } = layout;
      const [down, across] = [row * cellHeight, column * cellWidth];
      if (row >= 0) {
        const room = node.clientHeight - headHeight - cellHeight;
        node.scrollTop = Math.min(down, Math.max(node.scrollTop, down - room));
      }
      if (column < keys.length) {
        const room = node.clientWidth - nameWidth - endWidth - cellWidth;
        node.scrollLeft = Math.min(across, Math.max(node.scrollLeft, across - room));
      }
    },
    [layout, keys.length],
  );
  useEffect(() => {
    setPointed(null);
  }, [entries, keys]);

  const act = (gridPosition: GridPosition) => {
    const entry = entries[gridPosition.row];
    const key = keys[gridPosition.column];
    if (gridPosition.row < 0) {
      if (key !== undefined) onAsk(key.keyId);
    } else if (entry !== undefined) onOpen(entry.account.accountId, key?.keyId ?? null);
  };
  const positionAt = (event: { readonly clientX: number; readonly clientY: number }): GridPosition | null => {
    const box = canvas.current?.getBoundingClientRect();
    if (box === undefined) return null;
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    const row = y < layout.headHeight ? -1 : Math.floor((y - layout.headHeight + position.top) / layout.cellHeight);
    const atEnd = x >= layout.endStart && x < layout.endStart + layout.endWidth;
    const column = atEnd ? keys.length : Math.floor((x - layout.nameWidth + position.left) / layout.cellWidth);
    const last = row < 0 ? keys.length - 1 : keys.length;
    const isName = x < layout.nameWidth;
    if (row >= entries.length || (row < 0 && isName)) return null;
    if (isName) return { row, column: keys.length };
    return column > last || (column >= keys.length && !atEnd) ? null : { row, column };
  };
  const describeCell = (gridPosition: GridPosition): { readonly row: string; readonly cell: string } => {
    const key = keys[gridPosition.column];
    const label = key === undefined ? '' : labelOf(key.keyId);
    if (gridPosition.row < 0) {
      return { row: label, cell: t('window.coverage.alone', { count: key?.aloneHolds ?? 0 }) };
    }
    const entry = entries[gridPosition.row];
    if (entry === undefined) return { row: '', cell: '' };
    const { account } = entry;
    const verdict = verdictMessage(t, account);
    const service = `${serviceTitle(entry, locale)} · ${accountText(t, account)}`;
    if (key === undefined) return { row: service, cell: verdict };
    const { evidence, asOf } = cellOf(report, account, key.keyId);
    const when = asOf === null ? '' : ` (${day(asOf)})`;
    return { row: service, cell: `${label}: ${t(`evidence.${evidence}`)}${when} · ${verdict}` };
  };
  const spoken = describeCell(active);
  const read = shown === null ? null : describeCell(shown);
  return (
    <div className={styles['map']}>
      <div
        ref={scroll}
        className={styles['scroll']}
        role="grid"
        tabIndex={0}
        aria-label={t('window.coverage.matrix')}
        aria-describedby={`${id}-help`}
        aria-activedescendant={`${id}-cell`}
        aria-rowcount={entries.length + 1}
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
          if (event.key === 'Enter' || event.key === ' ') {
            event.preventDefault();
            act(active);
            return;
          }
          if (event.altKey || event.shiftKey) return;
          const next = nextPosition(event.key, active, {
            rowCount: entries.length,
            columnsIn: (row) => (row < 0 ? keys.length : keys.length + 1),
            page: Math.max(1, Math.floor((size.height - layout.headHeight) / layout.cellHeight) - 1),
            whole: event.ctrlKey || event.metaKey,
            hasCells: () => true,
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
      <p
        className={styles['readout']}
        aria-hidden="true"
        title={read === null ? t('matrix.map.help') : `${read.row} ${read.cell}`}
      >
        {read === null ? (
          <span>{t('matrix.map.help')}</span>
        ) : (
          <>
            <bdi className={styles['what']}>{read.row}</bdi> <bdi>{read.cell}</bdi>
          </>
        )}
      </p>
      <span id={`${id}-help`} className="spoken">
        {t('matrix.map.help')}
      </span>
      <div ref={swatches} className="spoken" aria-hidden="true">
        {mapColours.map((name) => (
          <i key={name} className={styles[name]} />
        ))}
      </div>
    </div>
  );
}

// A canvas knows no CSS variables: the colours are read from elements that wear them.
function paletteOf(swatches: HTMLElement): MapPalette {
  const colourOf = (name: (typeof mapColours)[number]): string => {
    const swatch = swatches.children[mapColours.indexOf(name)];
    return swatch === undefined ? '' : getComputedStyle(swatch).color;
  };
  return {
    paper: colourOf('paper'),
    ink: colourOf('ink'),
    line: colourOf('line'),
    lineStrong: colourOf('lineStrong'),
    ink3: colourOf('ink3'),
    accent: colourOf('accent'),
    critical: colourOf('critical'),
    criticalSoft: colourOf('criticalSoft'),
    warning: colourOf('warning'),
  };
}
