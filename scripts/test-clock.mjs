// npm run test:clock: tests once more, on other days and in other time zones. libfaketime shifts the clock of the machine
// from outside, so that whatever still reads it shows: a child process, TLS, a test that went around the fixed clock.
// With --table every test runs on every day in every zone, for a person to start by hand. The last line is "N passed, N failed".
import { ensureBuilt } from './lib/build.mjs';
import { ensureDebianPackages } from './lib/ensure-debian-packages.mjs';
import { ensureDependencies } from './lib/ensure-dependencies.mjs';
import { mainScript } from './lib/main-script.mjs';
import { printCounts } from './lib/print-counts.mjs';
import { say } from './lib/say.mjs';
import { shiftedClock } from './lib/shifted-clock.mjs';
import { filesWith, testFiles, touchesTime } from './lib/test-files.mjs';
import { runVitest } from './lib/vitest-run.mjs';

const minutes = 60_000;
const aheadSeconds = 400 * 24 * 60 * 60;
/** The time at which a run starts; midnight passes during the last one. */
const days = [
  { start: '2028-02-29T12:00:00+14:00', zone: 'Pacific/Kiritimati' },
  { start: '2027-12-31T23:59:00-03:30', zone: 'America/St_Johns' },
];
const zones = [
  { zone: 'Pacific/Kiritimati', offset: '+14:00' },
  { zone: 'Asia/Tokyo', offset: '+09:00' },
  { zone: 'America/St_Johns', offset: '-03:30' },
];

await mainScript(async () => {
  if (process.platform !== 'linux') {
    say('the tests at other times need Linux and libfaketime: not run.');
    return 2;
  }
  const started = Date.now();
  await ensureDependencies();
  if (!(await ensureDebianPackages('clock'))) return 2;
  // The command line is a subject of integration tests.
  await ensureBuilt(['cli']);

  const inProcess = ['unit', 'fuzz', 'component'].flatMap((folder) => testFiles(`test/${folder}`));
  // All but what runs thousands of invented inputs with dates of their own; with the integration tests that touch time.
  const single = filesWith([...inProcess, ...testFiles('test/integration')], (text) => !text.includes("'fast-check'"));
  const withTime = filesWith(single, touchesTime);
  const all = [
    ...single.filter((path) => !path.startsWith('test/integration/') && !path.endsWith('.fuzz.test.ts')),
    ...withTime.filter((path) => path.startsWith('test/integration/')),
  ];

  const counts = [];
  const whole = process.argv.includes('--table');
  for (const { name, zone, seconds } of whole ? wholeTable() : shortTable()) {
    counts.push(await runAt(name, zone, seconds(), whole ? all : withTime));
  }
  say(`done in ${((Date.now() - started) / minutes).toFixed(1)} minutes`);
  return printCounts(counts) && counts.every(({ status }) => status === 0) ? 0 : 1;
});

/** Returns the runs of CI: the tests that touch time, on the days that break programs, at both ends of the zones. */
function shortTable() {
  return days.map(({ start, zone }, index) => ({
    name: `day-${index + 1}`,
    zone,
    seconds: () => secondsUntil(start),
  }));
}

/** Returns the runs of every day in every zone, for all tests. */
function wholeTable() {
  return zones.flatMap(({ zone, offset }) =>
    [
      { day: 'tomorrow', seconds: () => 24 * 60 * 60 },
      { day: 'ahead', seconds: () => aheadSeconds },
      { day: 'new-year', seconds: () => secondsUntil(`2027-12-31T23:59:00${offset}`) },
      { day: 'leap-day', seconds: () => secondsUntil(`2028-02-29T12:00:00${offset}`) },
    ].map(({ day, seconds }) => ({ name: `${day}-${zone.replace('/', '-')}`, zone, seconds })),
  );
}

/** @param {string} start */
function secondsUntil(start) {
  return Math.round((Date.parse(start) - Date.now()) / 1_000);
}

/**
 * @param {string} name of the report
 * @param {string} zone
 * @param {number} seconds that the clock is ahead
 * @param {readonly string[]} files
 */
async function runAt(name, zone, seconds, files) {
  const env = { ...(await shiftedClock(seconds)), TZ: zone };
  const time = new Date(Date.now() + seconds * 1_000).toLocaleString('sv', { timeZone: zone });
  say(`${files.length} test files at ${time} in ${zone} ...`);
  return runVitest(`clock-${name}`, ['--maxWorkers=100%', ...files], {
    env,
    timeoutMs: 30 * minutes,
  });
}
