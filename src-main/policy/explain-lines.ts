import type { PolicyProblem } from '../../src-shared/domain/policy.ts';

type Slip = Pick<PolicyProblem, 'code' | 'path'>;

/** Slips of a hand that YAML reads as something else, in the order in which a line is looked at. */
const slips: readonly (readonly [pattern: RegExp, code: Slip['code']])[] = [
  [/^ *\t/, 'tab-indent'],
  [/^[ \u00A0]*[\u3000\u00A0]/, 'wide-space'],
  [/^\s*(?:- )?([A-Za-z$][\w-]*)\s*[：﹕]/, 'wide-colon'],
  // An address after a name is a value of its own.
  [/^\s*(?:- )?([A-Za-z$][\w-]*):(?=[^\s/])/, 'space-after-colon'],
  [/^\s*(?:- )?([A-Za-z$][\w-]*):[ \t]+[^\s"'[{|>#&*!][^#]*:(?:\s|$)/, 'colon-in-text'],
];

/** Finds the lines of a policy that a hand wrote otherwise than YAML reads them; JSON has none. */
export function explainLines(text: string): readonly PolicyProblem[] {
  if (/^\uFEFF?\s*\{/.test(text)) return [];
  return text.split(/\r\n|\r|\n/).flatMap((line, index): PolicyProblem[] => {
    if (/^\s*(?:#|$)/.test(line) || line.length > longestLine) return [];
    const found = slips.find(([pattern]) => pattern.test(line));
    if (found === undefined) return [];
    const [pattern, code] = found;
    return [{ line: index + 1, code, path: pattern.exec(line)?.[1] ?? '', expected: '', names: [] }];
  });
}

/** No line of a policy is so long. */
const longestLine = 1_000;
