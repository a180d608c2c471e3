import { z } from 'zod';
import type { PolicyProblem } from '../../src-shared/domain/policy.ts';
import { type Result, failed, success } from '../../src-shared/lib/outcome.ts';
import { decodeBytes } from '../encodings/decode-bytes.ts';
import { findEncodings } from '../encodings/find-encodings.ts';
import { allowedNames, expectedList, type JsonSchema } from './allowed-names.ts';
import { explainLines } from './explain-lines.ts';
import { nearestName } from './nearest-name.ts';
import { readYaml, type YamlRead } from './read-yaml.ts';

/** Longest text of a file of rules, in UTF-16 units: what the inventory keeps. */
export const longestRules = 100_000;

/** More problems than these are not listed. */
const mostProblems = 20;

/** A kind of file with rules of a person: a policy, a check profile. */
export interface RulesFormat<Value> {
  /** Name whose value is the version: it says what the file is. */
  readonly version: string;
  readonly schema: z.ZodType<Value>;
  readonly json: JsonSchema;
  /** Returns what the schema cannot say. */
  readonly check: (value: Value, read: YamlRead) => readonly PolicyProblem[];
}

/** Creates a format. */
export function rulesFormat<Value>(format: Omit<RulesFormat<Value>, 'json'>): RulesFormat<Value> {
  return { ...format, json: z.toJSONSchema(format.schema, { io: 'input' }) };
}

/** Reads the bytes of a file of rules in any encoding that is told without a question: its names and comments are recorded as they are. */
export function decodeRules(bytes: Uint8Array): Result<string, readonly PolicyProblem[]> {
  // A character takes four bytes at most.
  if (bytes.length > longestRules * 4) return failed([rulesProblem('too-large')]);
  const { candidates } = findEncodings(bytes);
  const [first, second] = candidates;
  if (second !== undefined) return failed([rulesProblem('encoding-unclear', null, '', candidates.join(', '))]);
  const text = first === undefined ? null : decodeBytes(bytes, first);
  return text === null ? failed([rulesProblem('not-text')]) : success(text);
}

/** Reads a file of rules (YAML 1.2 core or JSON), or says for each line what is wrong with it. Never throws. */
export function parseRules<Value>(
  text: string,
  { version: versionName, schema, json, check }: RulesFormat<Value>,
): Result<Value, readonly PolicyProblem[]> {
  if (text.length > longestRules) return failed([rulesProblem('too-large')]);
  if (text.includes('\u0000')) return failed([rulesProblem('not-text')]);
  const yaml = readYaml(text);
  const slips = explainLines(text).slice(0, mostProblems);
  if (!yaml.ok) return failed(slips.length > 0 ? slips : yaml.problems);
  // What YAML reads as one text would be told as a missing name.
  const misread = slips.filter(({ code }) => code !== 'colon-in-text');
  if (misread.length > 0) return failed(misread);
  const { read } = yaml;
  if (typeof read.value !== 'object' || read.value === null || Array.isArray(read.value)) {
    return failed([rulesProblem('not-a-map', read.lineOf([]), '', versionName)]);
  }
  const version = Object.getOwnPropertyDescriptor(read.value, versionName);
  if (version === undefined) return failed([rulesProblem('version-missing', null, versionName, '1')]);
  if (version.value !== 1) {
    return failed([rulesProblem('version-unknown', read.lineOf([versionName]), versionName, '1')]);
  }
  const parsed = schema.safeParse(read.value);
  if (!parsed.success) {
    const problems = parsed.error.issues.flatMap((issue) => problemsOf(issue, read, json));
    return failed(
      onePerPlace(problems)
        .toSorted((left, right) => (left.line ?? 0) - (right.line ?? 0))
        .slice(0, mostProblems),
    );
  }
  const problems = check(parsed.data, read);
  return problems.length > 0 ? failed(problems) : success(parsed.data);
}

/** Drops what follows from a value of the wrong kind: it breaks every other rule for its place, too. */
function onePerPlace(problems: readonly PolicyProblem[]): readonly PolicyProblem[] {
  const wrong = new Set(problems.filter(({ code }) => code === 'wrong-type').map(({ path }) => path));
  return problems.filter(({ code, path }) => code === 'wrong-type' || code === 'unknown-name' || !wrong.has(path));
}

function problemsOf(issue: z.core.$ZodIssue, read: YamlRead, json: JsonSchema): PolicyProblem[] {
  const line = read.lineOf(issue.path);
  const path = issue.path.join('.');
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((name) => {
        const full = [...issue.path, name];
        const names = allowedNames(json, issue.path);
        const where = full.join('.').slice(0, 200);
        return { ...rulesProblem('unknown-name', read.lineOf(full), where, nearestName(name, names)), names };
      });
    case 'invalid_type':
      return issue.input === undefined && !isPresent(read.value, issue.path)
        ? [rulesProblem('missing', line, path)]
        : [rulesProblem('wrong-type', line, path, expectedList(json, issue.path) || issue.expected)];
    case 'invalid_value':
      return [rulesProblem('not-allowed', line, path, issue.values.map(String).join(' | '))];
    case 'too_small':
      return [rulesProblem('not-allowed', line, path, `≥ ${issue.minimum}`)];
    case 'too_big':
      return [rulesProblem('not-allowed', line, path, `≤ ${issue.maximum}`)];
    case 'invalid_format':
      return [rulesProblem('not-allowed', line, path, /aaguid$|-models\.\d+$/.test(path) ? 'AAGUID' : '"1.2.3"')];
    default:
      return [rulesProblem('not-allowed', line, path)];
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

/** Creates a problem of a file of rules. */
export function rulesProblem(
  code: PolicyProblem['code'],
  line: number | null = null,
  path = '',
  expected = '',
): PolicyProblem {
  return { line, code, path, expected, names: [] };
}
