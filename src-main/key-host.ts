import { createCore } from './create-core.ts';
import { serveKeyHost } from './key-host/serve-key-host.ts';

// Entry of the utility process that touches keys. It gets no secret by argument or environment.

const exit = (): void => process.exit(0);
const log = (line: string): void => void process.stderr.write(`key host: ${line}\n`);

if (process.argv.includes('--demo')) {
  const { createDemoHostCore } = await import('./key-host/demo-core.ts');
  const core = await createDemoHostCore(process.argv.includes('--demo-desk') ? 'desk' : 'household');
  serveKeyHost(core, core.demo, process.parentPort, log, exit);
} else {
  serveKeyHost(await createCore(), null, process.parentPort, log, exit);
}
