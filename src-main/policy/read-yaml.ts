import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { PolicyProblem } from '../../src-shared/domain/policy.ts';

/** A value with the lines on which it and its parts stand. */
export interface YamlRead {
  readonly value: unknown;
  /** Line of the value at a path, counted from 1; of the nearest part around it where the path leads nowhere. */
  readonly lineOf: (path: readonly PropertyKey[]) => number | null;
}

export type YamlOutcome =
  { readonly ok: true; readonly read: YamlRead } | { readonly ok: false; readonly problems: readonly PolicyProblem[] };

type Problem = Pick<PolicyProblem, 'code'> & { readonly offset: number; readonly path: string };

/** Deeper than any policy: what a hand wrote never comes near. */
const deepest = 12;
const mostNodes = 10_000;

/**
 * Reads one YAML 1.2 (core schema) or JSON document of plain maps, lists and scalars. Refuses what lets a small text mean something
 * large or something else than it looks like: aliases, anchors, tags, merge keys, duplicate names, several documents.
 */
export function readYaml(text: string): YamlOutcome {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    version: '1.2',
    schema: 'core',
    merge: false,
    stringKeys: true,
    // The library compares every name with every other: quadratic in what a file may hold. Checked below instead.
    uniqueKeys: false,
    lineCounter: lines,
    prettyErrors: false,
  });
  const lineAt = (offset: number): number => Math.max(1, lines.linePos(offset).line);
  const problems: PolicyProblem[] = document.errors.slice(0, 5).map((error) => ({
    line: lineAt(error.pos[0]),
    code: codeOf(error.code, error.message),
    path: '',
    expected: '',
    names: [],
  }));
  const tooDeep = problems.find((problem) => problem.code === 'too-deep');
  if (problems.length > 0) return { ok: false, problems: tooDeep === undefined ? problems : [tooDeep] };
  // A file of comments alone has no contents, whatever the library's types say.
  const contents: Node | null = document.contents;
  if (contents === null)
    return { ok: false, problems: [{ line: null, code: 'empty', path: '', expected: '', names: [] }] };

  const found: Problem[] = [];
  const offsets = new Map<string, number>();
  let nodes = 0;
  const value = plain(contents, [], 0);
  if (found.length > 0) {
    return {
      ok: false,
      problems: found
        .slice(0, 20)
        .map(({ offset, ...rest }) => ({ ...rest, line: lineAt(offset), expected: '', names: [] })),
    };
  }
  return {
    ok: true,
    read: {
      value,
      lineOf: (path) => {
        for (let length = path.length; length >= 0; length--) {
          const offset = offsets.get(keyOf(path.slice(0, length)));
          if (offset !== undefined) return lineAt(offset);
        }
        return null;
      },
    },
  };

  function plain(node: unknown, path: readonly PropertyKey[], offset: number): unknown {
    const start = offsetOf(node) ?? offset;
    const report = (code: PolicyProblem['code'], at = start, where = path) => {
      if (found.length < 100) found.push({ code, offset: at, path: where.map(String).join('.').slice(0, 200) });
    };
    if (!offsets.has(keyOf(path))) offsets.set(keyOf(path), start);
    if (++nodes > mostNodes || path.length > deepest) {
      if (nodes <= mostNodes + 1 || path.length > deepest) report('too-deep');
      return null;
    }
    if (isAlias(node)) {
      report('alias');
      return null;
    }
    if (isScalar(node) || isMap(node) || isSeq(node)) {
      if (node.anchor !== undefined) report('alias');
      if (node.tag !== undefined) report('tag');
    }
    if (isScalar(node)) return node.value;
    if (isSeq(node)) return node.items.map((item, index) => plain(item, [...path, index], start));
    if (!isMap(node)) return null;
    const map: Record<string, unknown> = {};
    for (const pair of node.items) {
      const at = offsetOf(pair.key) ?? start;
      const name = isScalar(pair.key) ? String(pair.key.value) : '';
      if (name === '<<') report('alias', at);
      if (isScalar(pair.key) && (pair.key.anchor !== undefined || pair.key.tag !== undefined)) report('tag', at);
      if (Object.hasOwn(map, name)) report('duplicate-name', at, [...path, name]);
      offsets.set(keyOf([...path, name]), at);
      // Defined, not assigned: `__proto__` stays a name like any other, and is then unknown.
      Object.defineProperty(map, name, {
        value: plain(pair.value, [...path, name], at),
        enumerable: true,
        configurable: true,
        writable: true,
      });
    }
    return map;
  }
}

function offsetOf(node: unknown): number | null {
  return isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? (node.range?.[0] ?? null) : null;
}

function keyOf(path: readonly PropertyKey[]): string {
  return path.map(String).join('\u0000');
}

function codeOf(code: string, message: string): PolicyProblem['code'] {
  if (code === 'MISSING_CHAR' || message.startsWith('Flow ')) return 'unclosed-bracket';
  if (code === 'MULTIPLE_DOCS') return 'several-documents';
  if (code === 'RESOURCE_EXHAUSTION') return 'too-deep';
  if (code === 'DUPLICATE_KEY') return 'duplicate-name';
  if (code === 'TAB_AS_INDENT') return 'tab-indent';
  if (['BAD_INDENT', 'MULTILINE_IMPLICIT_KEY', 'BLOCK_AS_IMPLICIT_KEY'].includes(code)) return 'indentation';
  return code === 'TAG_RESOLVE_FAILED' ? 'tag' : 'syntax';
}
