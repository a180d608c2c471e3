// npm run check:types: compiles every folder with its own tsconfig.json, that is for its own runtime: src-main, src-cli and
// src-virtual-key for Node, src-renderer and src-preload for a page, src-shared and catalogue for neither. test/types holds what
// must not compile in each.
import { inProject } from './lib/paths.mjs';
import { run } from './lib/run.mjs';

const programs = [
  'src-shared',
  'catalogue',
  'src-virtual-key',
  'src-main',
  'src-cli',
  'src-preload',
  'src-renderer',
  'test',
  'scripts',
  '.',
];

for (const program of programs) {
  const compiler = inProject('node_modules', 'typescript', 'bin', 'tsc');
  const status = await run('node', [compiler, '-p', inProject(program)]);
  if (status !== 0) process.exitCode = status;
}
