import styles from './icon.module.css';

// 16 × 16, drawn with a stroke of 1.4.
const paths = {
  coverage: 'M2 3h3v3H2zM6.5 3H14M6.5 6H11M2 10h3v3H2zM6.5 10H14M6.5 13H11',
  add: 'M8 3v10M3 8h10',
  lost: 'M8 2.2 14 13.2H2zM8 6.4v3.4M8 11.5v.3',
  keys: 'M2 5.5h8v5H2zM10 6.7h4v2.6h-4M5 8h.1',
  check: 'M3 8.4 6.4 12 13 4.6',
  'issue-check': 'M3 2.5h10v11H3zM5.4 8.2l1.8 1.9 3.4-4',
  preparation: 'M2 5h12M2 11h12M4.5 3v4M8 3v4M11.5 3v4M4.5 9v4M8 9v4',
  activity: 'M2 8h3l2-5 3 10 2-5h2',
  policy: 'M8 1.8 13.2 4v4c0 3-2.2 5-5.2 6.2C5 13 2.8 11 2.8 8V4z',
  settings:
    'M8 5.7a2.3 2.3 0 1 0 0 4.6 2.3 2.3 0 0 0 0-4.6zM8 1.6v2.2M8 12.2v2.2M1.6 8h2.2M12.2 8h2.2M3.5 3.5 5 5M11 11l1.5 1.5M12.5 3.5 11 5M5 11l-1.5 1.5',
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.4 10.4 14 14',
  codes: 'M3 2h10v12H3zM5.5 5.5h5M5.5 8h5M5.5 10.5h3',
  phone: 'M4.5 1.8h7v12.4h-7zM7 12h2',
  synced: 'M4.5 12.5h7a2.7 2.7 0 0 0 .4-5.4A4 4 0 0 0 4.2 8a2.3 2.3 0 0 0 .3 4.5z',
  'help-desk': 'M3 9V8a5 5 0 0 1 10 0v1M3 9h2v3H3zM11 9h2v3h-2zM12 12c0 1.5-1.5 2-3.5 2',
  chain: 'M6.6 9.4l2.8-2.8M7.2 4.8l1.4-1.4a2.8 2.8 0 0 1 4 4l-1.4 1.4M8.8 11.2l-1.4 1.4a2.8 2.8 0 0 1-4-4l1.4-1.4',
  mail: 'M2 3.5h12v9H2zM2 4l6 5 6-5',
  bag: 'M2.5 5.5h11v8h-11zM5.5 5.5V4a2.5 2.5 0 0 1 5 0v1.5',
  place: 'M2.5 7.5 8 2.8l5.5 4.7M4 6.8v6.4h8V6.8',
  computer: 'M2.5 3h11v7.5h-11zM1.5 13h13',
  person: 'M8 2.5a2.6 2.6 0 1 0 0 5.2 2.6 2.6 0 0 0 0-5.2zM3 14a5 5 0 0 1 10 0',
  outside: 'M9.5 2.5h4v4M13.3 2.7 7.5 8.5M11.5 9v4.5h-9v-9H7',
  close: 'M4 4l8 8M12 4l-8 8',
  more: 'M3.5 8h.1M8 8h.1M12.5 8h.1',
  right: 'M6 3.5 10.5 8 6 12.5',
  down: 'M4 6.5 8 10.5l4-4',
  print: 'M4.5 6V2.5h7V6M4.5 11.5H2.5V6h11v5.5h-2M4.5 9.5h7v4h-7z',
  plug: 'M5.5 2v3.5M10.5 2v3.5M4 5.5h8V8a4 4 0 0 1-8 0zM8 12v2.2',
  finger:
    'M4.2 13.3c.7-1.5.9-3 .9-4.9a2.9 2.9 0 0 1 5.8 0c0 1.9-.2 3.6-.8 5.2M8 8.4c0 2-.2 3.7-1 5.4M2.4 10.2C2.3 5.5 4.6 2.6 8 2.6s5.6 2.5 5.6 5.8c0 1-.1 1.9-.2 2.8',
  info: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 7.2v3.6M8 5v.2',
  simulated: 'M8 1.8 13.5 4.9v6.2L8 14.2l-5.5-3.1V4.9zM2.5 4.9 8 8l5.5-3.1M8 8v6.2',
  file: 'M3.5 1.8h6l3 3v9.4h-9zM9.5 1.8v3h3',
  undo: 'M5.5 3 2.5 6l3 3M2.5 6H10a3.5 3.5 0 0 1 0 7H6',
} as const;

export type IconName = keyof typeof paths;
export const iconNames = Object.keys(paths).filter((name): name is IconName => name in paths);

/** Renders a drawing beside a text that says the same. */
export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg className={styles['icon']} viewBox="0 0 16 16" width={size} height={size} aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
