import { invalid } from '../file/storage-failure.ts';

const greatestDepth = 32;

/**
 * Parses JSON from outside. Refuses, beyond what JSON.parse refuses: nesting deeper than 32 (a deep document can exhaust the stack), a name
 * twice in one object, the name `__proto__` and numbers beyond the range of a double. Throws `input-invalid` (`not-json`).
 */
export function parseStrictJson(text: string): unknown {
  checkNames(text);
  try {
    return JSON.parse(text, (_name, value: unknown) => {
      if (typeof value === 'number' && !Number.isFinite(value)) throw invalid('not-json');
      return value;
    }) as unknown;
  } catch (error) {
    throw error instanceof SyntaxError ? invalid('not-json') : error;
  }
}

/** Walks the text once, without recursion, before anything is built from it. */
function checkNames(text: string): void {
  const open: (Set<string> | null)[] = [];
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === '{' || character === '[') {
      if (open.push(character === '{' ? new Set() : null) > greatestDepth) throw invalid('not-json');
    } else if (character === '}' || character === ']') {
      open.pop();
    } else if (character === '"') {
      const end = endOfString(text, index);
      const names = open.at(-1) ?? null;
      if (names !== null && isFollowedByColon(text, end)) addName(names, text.slice(index, end));
      index = end - 1;
    }
  }
}

/** Returns the index after the closing quotation mark. */
function endOfString(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index++) {
    if (text[index] === '\\') index++;
    else if (text[index] === '"') return index + 1;
  }
  throw invalid('not-json');
}

function isFollowedByColon(text: string, start: number): boolean {
  let index = start;
  while (text[index] === ' ' || text[index] === '\n' || text[index] === '\r' || text[index] === '\t') index++;
  return text[index] === ':';
}

function addName(names: Set<string>, quoted: string): void {
  let name: unknown;
  try {
    name = JSON.parse(quoted);
  } catch {
    throw invalid('not-json');
  }
  if (typeof name !== 'string' || name === '__proto__' || names.has(name)) throw invalid('not-json');
  names.add(name);
}
