import { posix } from 'node:path';

/**
 * @typedef {object} Import
 * @property {string} specifier
 * @property {number} line
 * @property {boolean} typeOnly
 * @property {boolean} [lazy] by `import()`
 */
/** @typedef {import('../import-rules.mjs').Zone} Zone */

/**
 * Checks whether a path fits a pattern: "folder/" or the start of one ("src-") with everything below, else a file in which "*" stands for
 * any characters but "/".
 * @param {string} pattern
 * @param {string} path with "/", from the project root
 */
export function fits(pattern, path) {
  if (pattern.endsWith('/') || pattern.endsWith('-')) return path.startsWith(pattern);
  const expression = pattern
    .split('*')
    .map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`))
    .join('[^/]*');
  return new RegExp(`^${expression}$`).test(path);
}

/**
 * @param {readonly Zone[]} zones
 * @param {string} path
 * @returns {Zone | null}
 */
export function zoneOf(zones, path) {
  return zones.find((zone) => zone.files.some((pattern) => fits(pattern, path))) ?? null;
}

/**
 * Checks one import of one file against the table.
 * @param {readonly Zone[]} zones
 * @param {string} path of the importing file, from the project root
 * @param {Import} found
 * @returns {string | null} the message for an offence
 */
export function importOffence(zones, path, found) {
  const zone = zoneOf(zones, path);
  if (zone === null) return null;
  const { specifier } = found;
  /** @param {string} what */
  const message = (what) =>
    `${path}:${found.line} imports ${specifier}: rule "${zone.name}", ${what}. Instead: ${zone.instead}`;
  if (specifier.startsWith('.')) {
    const target = posix.normalize(posix.join(posix.dirname(path), specifier));
    return fileAllowed(zones, zone, target, found) ? null : message(`which may not import ${zoneName(zones, target)}`);
  }
  const node = specifier.startsWith('node:');
  if (node) {
    if (zone.node === 'any' || (Array.isArray(zone.node) && zone.node.includes(specifier))) return null;
    return message("which may not import this module of Node's");
  }
  const allowed = (zone.packages ?? []).some((name) => specifier === name || specifier.startsWith(`${name}/`));
  return allowed ? null : message('which may not import this package');
}

/**
 * @param {readonly Zone[]} zones
 * @param {Zone} zone
 * @param {string} target
 * @param {Import} found
 */
function fileAllowed(zones, zone, target, { typeOnly, lazy = false }) {
  if (lazy && (zone.lazy ?? []).some((pattern) => fits(pattern, target))) return true;
  if ((zone.interfaces ?? []).some((pattern) => fits(pattern, target))) return true;
  const targetZone = zoneOf(zones, target);
  // Style sheets, JSON and the like beside the file that uses them.
  if (targetZone === null) return !target.startsWith('..') && !target.startsWith('test/') && !target.startsWith('src-');
  if (targetZone === zone || zone.zones.includes(targetZone.name)) return true;
  return typeOnly && (zone.typesFrom ?? []).some((name) => name === targetZone.name || name === target);
}

/**
 * @param {readonly Zone[]} zones
 * @param {string} target
 */
function zoneName(zones, target) {
  const zone = zoneOf(zones, target);
  return zone === null ? target : `"${zone.name}"`;
}

/**
 * Lists what a module imports: static and dynamic imports and re-exports with a literal specifier.
 * @param {import('oxc-parser').ParseResult} parsed
 * @param {string} text
 * @returns {{ imports: Import[], dynamic: Import[] }}
 */
export function importsOf(parsed, text) {
  const line = (/** @type {number} */ offset) => text.slice(0, offset).split('\n').length;
  const { staticImports, staticExports, dynamicImports } = parsed.module;
  const imports = staticImports.map((one) => ({
    specifier: one.moduleRequest.value,
    line: line(one.start),
    typeOnly: one.entries.length > 0 && one.entries.every((entry) => entry.isType),
  }));
  for (const one of staticExports) {
    for (const entry of one.entries) {
      if (entry.moduleRequest === null) continue;
      imports.push({ specifier: entry.moduleRequest.value, line: line(one.start), typeOnly: entry.isType });
    }
  }
  const dynamic = dynamicImports.flatMap((one) => {
    const literal = /^(['"])(.*)\1$/.exec(text.slice(one.moduleRequest.start, one.moduleRequest.end).trim());
    return literal?.[2] === undefined
      ? []
      : [{ specifier: literal[2], line: line(one.start), typeOnly: false, lazy: true }];
  });
  return { imports, dynamic };
}

/**
 * Replaces comments by spaces, keeping offsets and lines.
 * @param {import('oxc-parser').ParseResult} parsed
 * @param {string} text
 */
export function withoutComments(parsed, text) {
  let result = text;
  for (const { start, end } of parsed.comments) {
    result = result.slice(0, start) + text.slice(start, end).replaceAll(/[^\n]/g, ' ') + result.slice(end);
  }
  return result;
}

/**
 * Finds names that may not be used in this file.
 * @param {typeof import('../source-rules.mjs').nameRules} rules
 * @param {string} path
 * @param {string} code without comments
 * @returns {string[]} messages
 */
export function nameOffences(rules, path, code) {
  return rules.flatMap((rule) => {
    if (!rule.in.some((pattern) => fits(pattern, path)) || rule.except.some((pattern) => fits(pattern, path)))
      return [];
    const match = rule.pattern.exec(code);
    if (match === null) return [];
    const line = code.slice(0, match.index).split('\n').length;
    return [`${path}:${line} uses ${match[0]}. Instead: ${rule.instead}`];
  });
}

/**
 * Assesses the length of a file.
 * @param {typeof import('../source-rules.mjs').lengthRules} rules
 * @param {string} path
 * @param {string} text
 * @returns {{ lines: number, verdict: 'fine' | 'long' | 'too-long' }}
 */
export function lengthOf(rules, path, text) {
  const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
  const rule = rules.find((one) => one.in.some((pattern) => fits(pattern, path)));
  if (rule === undefined || rule.exempt.some((pattern) => fits(pattern, path))) return { lines, verdict: 'fine' };
  if (lines > rule.hard) return { lines, verdict: 'too-long' };
  return { lines, verdict: lines > rule.soft ? 'long' : 'fine' };
}

/**
 * Checks whether a module does nothing but pass on other modules' exports (a barrel).
 * @param {import('oxc-parser').ParseResult} parsed
 */
export function isBarrel(parsed) {
  const { body } = parsed.program;
  return (
    body.length > 0 &&
    body.every((node) => /^Export(Named|All)Declaration$/.test(node.type) && 'source' in node && node.source !== null)
  );
}
