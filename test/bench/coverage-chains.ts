import { loadOtherWays } from '../../catalogue/other-ways.ts';
import { createAnalyser } from '../../src-shared/coverage/create-analyser.ts';
import type { CoverageReport } from '../../src-shared/coverage/coverage-report.ts';
import type { CoverageInput } from '../../src-shared/coverage/coverage-input.ts';
import { simulateLoss } from '../../src-shared/coverage/simulate-loss.ts';
import type { OtherWayIn } from '../../src-shared/domain/other-way-in.ts';
import { manualOf, wayOf } from '../unit/coverage/coverage-fixtures.ts';
import { largeInventory } from './coverage-growth.ts';

/** Number of times a question is asked. */
const questions = 200;

/**
 * Creates an inventory of so many enrolments in which so many ways in depend on other accounts. One person in ten has a vault, a mailbox
 * and an identity provider of their own, each opened by one or two of the keys; the mailbox is reset by mail to the vault's account, the
 * provider signs in with the mailbox: chains of three, and a circle for every third of them.
 */
export function inventoryWithChains(enrolmentCount: number, dependencies: number): CoverageInput {
  const input = largeInventory(enrolmentCount);
  const people = Math.max(1, Math.round(input.keys.length / 10));
  const account = (serviceId: string, person: number) => ({
    type: 'account' as const,
    serviceId,
    userName: `person${person}@mail.example`,
    accountId: null,
  });
  const through = (id: string, serviceId: string, user: string, needed: ReturnType<typeof account>): OtherWayIn =>
    wayOf(serviceId, user, { id, kind: 'sign-in-with', name: needed.serviceId, requires: [needed] });
  const hubs = Array.from({ length: people }, (_, person) => person);
  const keyOfPerson = (person: number, index: number): string => `k${(person * 10 + index) % input.keys.length}`;
  const mail = (person: number): string => `person${person}@mail.example`;
  const enrolments = hubs.flatMap((person) => [
    manualOf(keyOfPerson(person, 0), 'bitwarden', mail(person), { id: `vault${person}` }),
    ...(person % 2 === 0
      ? [manualOf(keyOfPerson(person, 1), 'bitwarden', mail(person), { id: `vaultb${person}` })]
      : []),
  ]);
  const chains = hubs.flatMap((person) => [
    through(`mail${person}`, 'google-account', mail(person), account('bitwarden', person)),
    through(`idp${person}`, 'okta', mail(person), account('google-account', person)),
    ...(person % 3 === 0 ? [through(`circle${person}`, 'google-account', mail(person), account('okta', person))] : []),
  ]);
  const known = input.enrolments.filter(({ rpId }) => input.services.some((service) => service.rpIds[0] === rpId));
  const leaves = Array.from({ length: Math.max(0, dependencies - chains.length) }, (_, index) => {
    const { rpId, userName } = known[(index * 31) % known.length] ?? known[0] ?? { rpId: null, userName: null };
    const serviceId = input.services.find((service) => service.rpIds[0] === rpId)?.id ?? 'github';
    return through(
      `leaf${index}`,
      serviceId,
      userName ?? '',
      account(index % 2 === 0 ? 'okta' : 'google-account', index % people),
    );
  });
  return {
    ...input,
    enrolments: [...input.enrolments, ...enrolments],
    otherWaysIn: [...chains, ...leaves],
    otherWayProviders: loadOtherWays(),
  };
}

interface ChainFigure {
  readonly enrolments: number;
  readonly dependencies: number;
  readonly accounts: number;
  readonly analyseMs: number;
  readonly againMs: number;
  readonly firstMs: number;
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly slowestMs: number;
  readonly touched: number;
}

/** Measures the analysis and one what-if after the other: a key each, every fifth time with a whole ring. */
export function measureChains(enrolmentCount: number, dependencies: number): ChainFigure {
  const input = inventoryWithChains(enrolmentCount, dependencies);
  const analyse = createAnalyser();
  const first = timed(() => analyse(input));
  const report: CoverageReport = first.value;
  const again = timed(() => analyse({ ...input, now: new Date(Date.parse(input.now) + 1_000).toISOString() }));
  const firstQuestion = timed(() => simulateLoss(report, { keyIds: ['k0'] }));
  let touched = 0;
  const times = Array.from({ length: questions }, (_, index) => {
    const key = report.keys[(index * 7) % report.keys.length];
    const rings = index % 5 === 0 && typeof key?.carriedOn === 'string' ? [key.carriedOn] : [];
    const one = timed(() => simulateLoss(report, { keyIds: [key?.keyId ?? ''], rings }));
    touched += one.value.touched.length;
    return one.milliseconds;
  }).toSorted((left, right) => left - right);
  return {
    enrolments: input.enrolments.length,
    dependencies: input.otherWaysIn.length,
    accounts: report.totals.accounts,
    analyseMs: first.milliseconds,
    againMs: again.milliseconds,
    firstMs: firstQuestion.milliseconds,
    medianMs: times[Math.floor(questions / 2)] ?? 0,
    p95Ms: times[Math.floor(questions * 0.95)] ?? 0,
    slowestMs: times.at(-1) ?? 0,
    touched: touched / questions,
  };
}

function timed<Value>(work: () => Value): { value: Value; milliseconds: number } {
  const start = performance.now();
  const value = work();
  return { value, milliseconds: performance.now() - start };
}

/** Prints the table of docs/bench.md. */
function printChains(): void {
  measureChains(1_000, 50);
  const shown = (value: number): string => value.toFixed(value < 10 ? 2 : 0);
  console.log(
    '| enrolments | dependencies | accounts | analysis ms | again ms | first what-if ms | what-if median · p95 · slowest ms | accounts touched |',
  );
  console.log('| --- | --- | --- | --- | --- | --- | --- | --- |');
  for (const [enrolments, dependencies] of [
    [5_000, 500],
    [100_000, 0],
    [100_000, 5_000],
  ] as const) {
    const figure = measureChains(enrolments, dependencies);
    const times = [figure.medianMs, figure.p95Ms, figure.slowestMs].map(shown).join(' · ');
    const cells = [figure.analyseMs, figure.againMs, figure.firstMs].map(shown).join(' | ');
    console.log(
      `| ${figure.enrolments} | ${figure.dependencies} | ${figure.accounts} | ${cells} | ${times} | ${shown(figure.touched)} |`,
    );
  }
  console.log(`n = ${questions} questions each`);
}

if (process.argv[1] === import.meta.filename) printChains();
