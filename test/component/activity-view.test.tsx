import { expect, it } from 'vitest';
import type { Activity } from '../../src-shared/domain/activity.ts';
import { localTime } from '../helpers/local-time.ts';
import { person, renderApp, screen } from './render-app.tsx';
import { twoKeys } from './small-world.ts';

const entry = (id: string, at: string, kind: Activity['kind'], key: 'blue' | 'spare'): Activity => ({
  id,
  at,
  kind,
  keyId: key,
  keyLabel: key === 'blue' ? 'Blue' : 'Spare',
  details: {},
});

const activity = [
  entry('1', localTime('2026-11-18T10:00'), 'key-first-seen', 'spare'),
  entry('2', localTime('2026-11-20T10:00'), 'key-read', 'blue'),
  entry('3', localTime('2026-11-20T11:00'), 'pin-changed', 'spare'),
];

it('shows what happened, newest first, under its day, for all keys or one', async () => {
  const world = twoKeys();
  await renderApp({ ...world, snapshot: { ...world.snapshot, activity } }, {}, 'activity');
  const lines = () => screen.getAllByRole('paragraph').map((line) => line.textContent);
  expect(lines().filter((line) => /Blue|Spare\b/.test(line))[0]).toContain('Spare');
  expect(screen.getAllByRole('heading', { level: 2 }).map((day) => day.textContent)).toEqual(
    expect.arrayContaining(['Friday, November 20, 2026', 'Wednesday, November 18, 2026']),
  );
  await person().selectOptions(screen.getByLabelText('Key'), 'Blue');
  expect(lines().filter((line) => /Spare\b/.test(line))).toEqual([]);
});

it('writes the weekday in short form in Japanese', async () => {
  const world = twoKeys();
  const status = { ...world.status, locale: 'ja' as const };
  await renderApp({ ...world, status, snapshot: { ...world.snapshot, activity } }, {}, 'activity');
  const days = screen.getAllByRole('heading', { level: 2 }).map((day) => day.textContent);
  expect(days).toEqual(expect.arrayContaining(['2026年11月20日(金)', '2026年11月18日(水)']));
  expect(document.body.textContent).not.toContain('曜日');
});

it('says that nothing has happened yet', async () => {
  await renderApp(twoKeys(), {}, 'activity');
  expect(screen.getByText('Nothing has happened yet.')).toBeVisible();
});

it('says what one reading found in one line, which unfolds', async () => {
  const world = twoKeys();
  const at = localTime('2026-11-20T10:00');
  const found = ['one', 'two', 'three'].map((service) => ({
    ...entry(service, at, 'passkey-added', 'blue'),
    details: { service, user: 'mika' },
  }));
  await renderApp({ ...world, snapshot: { ...world.snapshot, activity: [...found, ...activity] } }, {}, 'activity');
  const line = screen.getByText('Blue: 3 accounts found.');
  expect(screen.getByText(/New on Blue: two/)).not.toBeVisible();
  await person().click(line);
  expect(screen.getByText(/New on Blue: two/)).toBeVisible();
});
