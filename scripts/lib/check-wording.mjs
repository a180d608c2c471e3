import { basename } from 'node:path';

/** @typedef {{ pattern: RegExp, instead: string }} Rule */
/**
 * @typedef {object} Rules
 * @property {readonly Rule[]} nameRules
 * @property {ReadonlySet<string>} functionVerbs
 * @property {readonly Rule[]} openingRules
 * @property {readonly Rule[]} phraseRules
 */
/** @typedef {import('oxc-parser').ParseResult} ParseResult */
/** @typedef {Record<string, unknown> & { type: string, start: number, end: number }} Node */
/** @typedef {'function' | 'other'} Subject */

/**
 * Checks names and comments of one file.
 * @param {Rules} rules
 * @param {string} path
 * @param {ParseResult} parsed
 * @param {string} text
 * @returns {string[]} messages
 */
export function wordingOffences(rules, path, parsed, text) {
  const nodes = nodesOf(parsed);
  return [
    ...nameOffence(rules.nameRules, path, 1, nameOfFile(path)),
    ...nodes.flatMap((node) =>
      declaredNames(node).flatMap(({ name, start }) => nameOffence(rules.nameRules, path, lineAt(text, start), name)),
    ),
    ...parsed.comments.flatMap((comment) => {
      const line = lineAt(text, comment.start);
      const phrases = phraseOffences(rules.phraseRules, path, line, comment.value);
      if (comment.type !== 'Block' || !comment.value.startsWith('*')) return phrases;
      return [...phrases, ...openingOffence(rules, path, line, comment.value, subjectOf(nodes, text, comment.end))];
    }),
  ];
}

/**
 * Checks the comments of a style sheet.
 * @param {Pick<Rules, 'phraseRules'>} rules
 * @param {string} path
 * @param {string} text
 * @returns {string[]} messages
 */
export function styleWordingOffences({ phraseRules }, path, text) {
  return [...text.matchAll(/\/\*.*?\*\//gs)].flatMap(({ 0: comment, index }) =>
    phraseOffences(phraseRules, path, lineAt(text, index), comment),
  );
}

/**
 * @param {readonly Rule[]} rules
 * @param {string} path
 * @param {number} line
 * @param {string} name
 */
function nameOffence(rules, path, line, name) {
  const rule = rules.find(({ pattern }) => pattern.test(name));
  return rule === undefined ? [] : [`${path}:${line} is named ${name}. Instead: ${rule.instead}.`];
}

/**
 * @param {readonly Rule[]} rules
 * @param {string} path
 * @param {number} line
 * @param {string} comment
 */
function phraseOffences(rules, path, line, comment) {
  const text = plainText(comment);
  return rules.flatMap(({ pattern, instead }) => {
    const found = pattern.exec(text);
    return found === null ? [] : [`${path}:${line} says "${found[0]}" in a comment. Instead: ${instead}.`];
  });
}

/**
 * @param {Rules} rules
 * @param {string} path
 * @param {number} line
 * @param {string} comment
 * @param {Subject} subject
 */
function openingOffence({ functionVerbs, openingRules }, path, line, comment, subject) {
  const text = plainText(comment);
  if (text === '' || text.startsWith('@')) return [];
  const first = /^\S+/.exec(text)?.[0] ?? '';
  const rule = openingRules.find(({ pattern }) => pattern.test(text));
  if (rule !== undefined) return [`${path}:${line} begins with "${first}". Instead: ${rule.instead}.`];
  if (subject === 'other' || functionVerbs.has(first.replace(/[.,:;]$/, ''))) return [];
  return [
    `${path}:${line} begins with "${first}". Instead: begin the comment of a function with a verb of functionVerbs (scripts/wording-rules.mjs).`,
  ];
}

/**
 * Returns the text of a comment without stars and line breaks.
 * @param {string} comment
 */
function plainText(comment) {
  return comment
    .replace(/^\/?\*+/, '')
    .replaceAll(/\n\s*\*?/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/**
 * @param {readonly Node[]} nodes
 * @param {string} text
 * @param {number} commentEnd
 * @returns {Subject}
 */
function subjectOf(nodes, text, commentEnd) {
  const start = commentEnd + (/^\s*/.exec(text.slice(commentEnd))?.[0].length ?? 0);
  return nodes.some((node) => node.start === start && isFunction(node)) ? 'function' : 'other';
}

/**
 * @param {Node} node
 * @returns {boolean}
 */
function isFunction(node) {
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'TSDeclareFunction':
    case 'TSMethodSignature':
      return true;
    case 'MethodDefinition':
      return node['kind'] === 'method';
    case 'ExportNamedDeclaration':
    case 'ExportDefaultDeclaration':
      return isNode(node['declaration']) && isFunction(node['declaration']);
    case 'VariableDeclaration':
      return Array.isArray(node['declarations']) && isFunctionExpression(node['declarations'][0]?.init);
    case 'Property':
    case 'PropertyDefinition':
      return isFunctionExpression(node['value']);
    default:
      return false;
  }
}

/** @param {unknown} node */
function isFunctionExpression(node) {
  return isNode(node) && (node.type === 'ArrowFunctionExpression' || node.type === 'FunctionExpression');
}

/**
 * Lists the names that a node declares: not those that it only uses, and not the keys of object literals, which may be of a
 * published format.
 * @param {Node} node
 * @returns {readonly { name: string, start: number }[]}
 */
function declaredNames(node) {
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'TSDeclareFunction':
      return [...boundNames(node['id']), ...boundNames(node['params'])];
    case 'ArrowFunctionExpression':
      return boundNames(node['params']);
    case 'ClassDeclaration':
    case 'VariableDeclarator':
    case 'TSInterfaceDeclaration':
    case 'TSTypeAliasDeclaration':
      return boundNames(node['id']);
    case 'PropertyDefinition':
    case 'MethodDefinition':
    case 'TSPropertySignature':
    case 'TSMethodSignature':
      return node['computed'] === true ? [] : boundNames(node['key']);
    case 'CatchClause':
      return boundNames(node['param']);
    default:
      return [];
  }
}

/**
 * @param {unknown} pattern
 * @returns {readonly { name: string, start: number }[]}
 */
function boundNames(pattern) {
  if (Array.isArray(pattern)) return pattern.flatMap(boundNames);
  if (!isNode(pattern)) return [];
  switch (pattern.type) {
    case 'Identifier':
    case 'PrivateIdentifier':
      return [{ name: String(pattern['name']), start: pattern.start }];
    case 'ObjectPattern':
      return boundNames(pattern['properties']);
    case 'Property':
      return boundNames(pattern['value']);
    case 'ArrayPattern':
      return boundNames(pattern['elements']);
    case 'AssignmentPattern':
      return boundNames(pattern['left']);
    case 'RestElement':
      return boundNames(pattern['argument']);
    default:
      return [];
  }
}

/**
 * Lists the nodes of a syntax tree.
 * @param {ParseResult} parsed
 * @returns {readonly Node[]}
 */
function nodesOf(parsed) {
  /** @type {Node[]} */
  const nodes = [];
  /** @param {unknown} value */
  const walk = (value) => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (typeof value === 'object' && value !== null) {
      if (isNode(value)) nodes.push(value);
      Object.values(value).forEach(walk);
    }
  };
  walk(parsed.program);
  return nodes;
}

/**
 * @param {unknown} value
 * @returns {value is Node}
 */
function isNode(value) {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

/**
 * Returns the name of a file as an identifier: account-words.ts is accountWords.
 * @param {string} path
 */
function nameOfFile(path) {
  return basename(path)
    .replace(/\..*$/, '')
    .replaceAll(/-(\w)/g, (_, letter) => String(letter).toUpperCase());
}

/**
 * @param {string} text
 * @param {number} offset
 */
function lineAt(text, offset) {
  return text.slice(0, offset).split('\n').length;
}
