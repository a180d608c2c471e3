import type { z } from 'zod';
import { policySchema } from '../../src-shared/domain/policy-schema.ts';
import type { Policy, PolicyProblem } from '../../src-shared/domain/policy.ts';
import { type Result, failed, success } from '../../src-shared/lib/outcome.ts';
import { decodeBytes } from '../encodings/decode-bytes.ts';
import { findEncodings } from '../encodings/find-encodings.ts';
import { allowedNames, expectedList } from './allowed-names.ts';
import { explainLines } from './explain-lines.ts';
import { nearestName } from './nearest-name.ts';
import { readYaml, type YamlRead } from './read-yaml.ts';

/** Longest policy text, in UTF-16 units: what the inventory keeps. */
export const longestPolicy = 100_000;

/** More problems than these are not listed. */
const mostProblems = 20;

export type PolicyOutcome = Result<Policy, readonly PolicyProblem[]>;

/** Reads the bytes of a policy file in any encoding that is told without a question: its names and comments are recorded as they are. */
export function decodePolicy(bytes: Uint8Array): Result<string, readonly PolicyProblem[]> {
  // A character takes four bytes at most.
  if (bytes.length > longestPolicy * 4) return failed([problem('too-large')]);
  const { candidates } = findEncodings(bytes);
  const [first, second] = candidates;
  if (second !== undefined) return failed([problem('encoding-unclear', null, '', candidates.join(', '))]);
  const text = first === undefined ? null : decodeBytes(bytes, first);
  return text === null ? failed([problem('not-text')]) : success(text);
}

/** Reads a policy (YAML 1.2 core or JSON), or says for each line what is wrong with it. Never throws. */
export function parsePolicy(text: string): PolicyOutcome {
  if (text.length > longestPolicy) return failed([problem('too-large')]);
  if (text.includes('\u0000')) return failed([problem('not-text')]);
  const yaml = readYaml(text);
  const slips = explainLines(text).slice(0, mostProblems);
  if (!yaml.ok) return failed(slips.length > 0 ? slips : yaml.problems);
  // What YAML reads as one text would be told as a missing name.
  const misread = slips.filter(({ code }) => code !== 'colon-in-text');
  if (misread.length > 0) return failed(misread);
  const { read } = yaml;
  if (typeof read.value !== 'object' || read.value === null || Array.isArray(read.value)) {
    return failed([problem('not-a-map', read.lineOf([]))]);
  }
  const version = Object.getOwnPropertyDescriptor(read.value, 'sparekey-policy');
  if (version === undefined) return failed([problem('version-missing', null, 'sparekey-policy', '1')]);
  if (version.value !== 1) {
    return failed([problem('version-unknown', read.lineOf(['sparekey-policy']), 'sparekey-policy', '1')]);
  }
  const parsed = policySchema.safeParse(read.value);
  if (!parsed.success) {
    const problems = parsed.error.issues.flatMap((issue) => problemsOf(issue, read));
    return failed(
      onePerPlace(problems)
        .toSorted((left, right) => (left.line ?? 0) - (right.line ?? 0))
        .slice(0, mostProblems),
    );
  }
  const problems = emptyLines(parsed.data, read);
  return problems.length > 0 ? failed(problems) : success(parsed.data);
}

/** Returns what the schema cannot say: a line that names no key would be about all of them, and a policy without a rule passes anything. */
function emptyLines({ rules }: Policy, read: YamlRead): PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  for (const name of ['forbidden-models', 'firmware-floor'] as const) {
    const lines = rules[name] ?? [];
    for (const [index, line] of lines.entries()) {
      const meant = line.vendor !== undefined || line.model !== undefined || line.aaguid !== undefined;
      const path = ['rules', name, index];
      if (!meant) problems.push(problem('line-names-nothing', read.lineOf(path), path.join('.')));
    }
  }
  const asked = Object.values(rules).some((rule) => rule !== undefined && rule !== false && !isEmpty(rule));
  if (!asked) problems.push(problem('no-rules', read.lineOf(['rules']), 'rules'));
  return problems;
}

/** Drops what follows from a value of the wrong kind: it breaks every other rule for its place, too. */
function onePerPlace(problems: readonly PolicyProblem[]): readonly PolicyProblem[] {
  const wrong = new Set(problems.filter(({ code }) => code === 'wrong-type').map(({ path }) => path));
  return problems.filter(({ code, path }) => code === 'wrong-type' || code === 'unknown-name' || !wrong.has(path));
}

function isEmpty(rule: unknown): boolean {
  return typeof rule === 'object' && rule !== null && Object.keys(rule).length === 0;
}

function problemsOf(issue: z.core.$ZodIssue, read: YamlRead): PolicyProblem[] {
  const line = read.lineOf(issue.path);
  const path = issue.path.join('.');
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((name) => {
        const full = [...issue.path, name];
        const names = allowedNames(issue.path);
        const where = full.join('.').slice(0, 200);
        return { ...problem('unknown-name', read.lineOf(full), where, nearestName(name, names)), names };
      });
    case 'invalid_type':
      return issue.input === undefined && !isPresent(read.value, issue.path)
        ? [problem('missing', line, path)]
        : [problem('wrong-type', line, path, expectedList(issue.path) || issue.expected)];
    case 'invalid_value':
      return [problem('not-allowed', line, path, issue.values.map(String).join(' | '))];
    case 'too_small':
      return [problem('not-allowed', line, path, `≥ ${issue.minimum}`)];
    case 'too_big':
      return [problem('not-allowed', line, path, `≤ ${issue.maximum}`)];
    case 'invalid_format':
      return [problem('not-allowed', line, path, path.endsWith('aaguid') ? 'AAGUID' : '"1.2.3"')];
    default:
      return [problem('not-allowed', line, path)];
  }
}

function isPresent(value: unknown, path: readonly PropertyKey[]): boolean {
  let at: unknown = value;
  for (const name of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) return false;
    at = Object.getOwnPropertyDescriptor(at, name)?.value;
  }
  return true;
}

function problem(code: PolicyProblem['code'], line: number | null = null, path = '', expected = ''): PolicyProblem {
  return { line, code, path, expected, names: [] };
}
