// Watches the keys of this machine as the key host does and prints each change as one JSON line with the time it was
// told: {"at": milliseconds since 1970, "keys": [{"path", "state"}]}. Ends with its standard input.
import { createCore } from '../../src-main/create-core.ts';

const core = await createCore();
core.keys.subscribe((event) => {
  if (event.type !== 'keys-changed') return;
  const keys = event.keys.map((key) => ({ path: key.path, state: key.state }));
  process.stdout.write(`${JSON.stringify({ at: Date.now(), keys })}\n`);
});
core.keys.watch();
await core.keys.refresh();
process.stdout.write('{"watching":true}\n');
process.stdin.resume();
process.stdin.on('end', () => {
  void core.close().then(() => process.exit(0));
});
