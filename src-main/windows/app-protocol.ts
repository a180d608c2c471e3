import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Protocol } from 'electron';
import { contentSecurityPolicy } from './content-security-policy.ts';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

export interface ServedFile {
  readonly file: string;
  readonly contentType: string;
}

/**
 * Lists the built renderer once. A request is looked up in this table and nowhere else: no path is ever joined from a URL.
 * Keys are URL paths such as `/index.html`.
 */
export function readFileTable(folder: string): ReadonlyMap<string, ServedFile> {
  const table = new Map<string, ServedFile>();
  const visit = (directory: string, urlPath: string): void => {
    for (const entry of readdirSync(directory, { withFileTypes: true })) {
      const file = join(directory, entry.name);
      if (entry.isDirectory()) visit(file, `${urlPath}/${entry.name}`);
      const contentType = contentTypes[/\.[a-z0-9]+$/.exec(entry.name)?.[0] ?? ''];
      if (entry.isFile() && contentType !== undefined) table.set(`${urlPath}/${entry.name}`, { file, contentType });
    }
  };
  visit(folder, '');
  return table;
}

/** Answers one request for a page or asset: the listed file for an exact GET without query, else 404. */
export function serve(table: ReadonlyMap<string, ServedFile>, method: string, url: string): Response {
  const headers = { 'Content-Security-Policy': contentSecurityPolicy, 'X-Content-Type-Options': 'nosniff' };
  const prefix = 'app://sparekey/';
  // Compared as text, before any parser could normalise dots, escapes or case.
  const served = method === 'GET' && url.startsWith(prefix) ? table.get(url.slice(prefix.length - 1)) : undefined;
  if (served === undefined) return new Response(null, { status: 404, headers });
  return new Response(readFileSync(served.file), { headers: { ...headers, 'Content-Type': served.contentType } });
}

/** Registers app:// in one session. */
export function serveAppProtocol(protocol: Protocol, table: ReadonlyMap<string, ServedFile>): void {
  protocol.handle('app', (request) => serve(table, request.method, request.url));
}
