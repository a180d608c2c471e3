import { build, type Plugin, type Rolldown } from 'vite';
import { expect, it } from 'vitest';
import config from '../../../electron.config.ts';

const { renderer } = config as { readonly renderer: Parameters<typeof build>[0] };

/** Builds the window without writing it. */
async function chunksOf(...plugins: readonly Plugin[]): Promise<readonly Rolldown.OutputChunk[]> {
  const built = await build({
    ...renderer,
    configFile: false,
    logLevel: 'silent',
    plugins: [...(renderer?.plugins ?? []), ...plugins],
    build: { ...renderer?.build, write: false, minify: false },
  });
  if (!('output' in built)) throw new Error('expected one build');
  return built.output.filter((one) => one.type === 'chunk');
}

/** Lists the modules that a page loads before it shows anything: those of its entry and of what that imports. */
function firstModules(chunks: readonly Rolldown.OutputChunk[], page: string): readonly string[] {
  const entry = chunks.find(({ isEntry, name }) => isEntry && name === page);
  if (entry === undefined) throw new Error(`no entry ${page}`);
  const loaded = new Set<Rolldown.OutputChunk>();
  const load = (chunk: Rolldown.OutputChunk): void => {
    if (loaded.has(chunk)) return;
    loaded.add(chunk);
    for (const name of chunk.imports) {
      const next = chunks.find(({ fileName }) => fileName === name);
      if (next === undefined) throw new Error(`no chunk ${name}`);
      load(next);
    }
  };
  load(entry);
  return [...loaded].flatMap(({ modules }) =>
    Object.entries(modules).flatMap(([id, { renderedLength }]) => (renderedLength > 0 ? [id] : [])),
  );
}

const packageOf = (id: string) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(id)?.[1];
const packagesOf = (ids: readonly string[]) => new Set(ids.map(packageOf));
const tooMuch = (ids: readonly string[]) =>
  ids.filter((id) => ['zod', 'tldts', 'tldts-core'].includes(packageOf(id) ?? '') || id.endsWith('-schema.ts'));

it('the window loads neither schemas nor the public suffix list before it shows something', async () => {
  const chunks = await chunksOf();
  const window = firstModules(chunks, 'index');
  expect([...packagesOf(window)]).toEqual(expect.arrayContaining(['react-dom', 'intl-messageformat']));
  expect(window.some((id) => id.endsWith('src-shared/coverage/create-analyser.ts'))).toBe(true);
  expect(tooMuch(window)).toEqual([]);
  expect(tooMuch(firstModules(chunks, 'pin'))).toEqual([]);
  // The list does come later, and would be found by its name.
  const later = chunks.filter(({ isDynamicEntry }) => isDynamicEntry).flatMap(({ moduleIds }) => moduleIds);
  expect([...packagesOf(later)]).toContain('tldts');
});

it('one import of a schema, or of the list, would be seen', async () => {
  const planted: Plugin = {
    name: 'plant',
    enforce: 'pre',
    transform: (code, id) =>
      id.endsWith('src-renderer/main.tsx')
        ? `import { settingsSchema } from '../src-shared/domain/settings-schema.ts';
           import { siteOf } from '../src-shared/public-suffix/site-of.ts';
           globalThis.planted = [settingsSchema, siteOf];\n${code}`
        : null,
  };
  const found = tooMuch(firstModules(await chunksOf(planted), 'index'));
  expect([...packagesOf(found)]).toEqual(expect.arrayContaining(['zod', 'tldts']));
  expect(found.some((id) => id.endsWith('settings-schema.ts'))).toBe(true);
});
