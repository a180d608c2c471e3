import { describe, expect, it } from 'vitest';
import { findingsInEveryDress } from './accessibility-checks.ts';
import type { Running } from './harness.ts';
import type { See } from './tour/stage.ts';
import { takeTour, tours } from './tour/tours.ts';
import { readAloud, spokenStates } from './transcript.ts';

// Every state that the tours come to has no finding of the accessibility checker, of any severity: in both themes and in forced colours. What
// a screen reader has to say in most of them stands word for word in transcript/, so that a change of a name or a role is seen.

describe('every view, dialog and window', () => {
  it.each(tours)('has no finding in light, dark and forced colours, and says what it said: $name', async (tour) => {
    const found: string[] = [];
    const said = new Map<string, string>();
    const states = spokenStates[tour.name] ?? [];
    const look =
      (running: Running): See =>
      async (name, page = running.window) => {
        if (states.includes(name)) said.set(name, await readAloud(page, running.folder));
        found.push(...(await findingsInEveryDress(page)).map((finding) => `${name}, ${finding}`));
      };
    const thrown = await takeTour(tour, { language: 'en', theme: 'light' }, look);
    expect(found).toEqual([]);
    expect(thrown).toEqual([]);
    const transcript = states.map((state) => `== ${state}\n${said.get(state) ?? 'NOT SEEN'}\n`).join('\n');
    expect(transcript).not.toContain('NOT SEEN');
    await expect(transcript).toMatchFileSnapshot(`transcript/${tour.name.replaceAll(' ', '-')}.txt`);
  });
});
