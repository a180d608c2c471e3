import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeJsonFile } from '../../../src-main/windows/json-file.ts';
import { boundsOn, readWindowPlace, usualPlace } from '../../../src-main/windows/window-place.ts';

const main = { x: 0, y: 0, width: 1920, height: 1040 };
const right = { x: 1920, y: 0, width: 1280, height: 984 };

describe('where a window opens', () => {
  it('is the usual size at first, in the middle where the system puts it', () => {
    expect(boundsOn(null, [main])).toEqual({ width: 1280, height: 800 });
  });

  it('is where it was, on any display that is there', () => {
    const saved = { x: 2000, y: 40, width: 1000, height: 700 };
    expect(boundsOn(saved, [main, right])).toEqual(saved);
  });

  it('keeps its size without a position where that display is gone', () => {
    expect(boundsOn({ x: 2000, y: 40, width: 1000, height: 700 }, [main])).toEqual({ width: 1000, height: 700 });
  });

  it.each([
    ['left of everything', { x: -5000, y: 10, width: 1000, height: 700 }],
    ['below everything', { x: 10, y: 4000, width: 1000, height: 700 }],
    ['with its title bar above the display', { x: 10, y: -300, width: 1000, height: 700 }],
    ['with too little of it to take hold of', { x: 1900, y: 10, width: 1000, height: 700 }],
  ])('gives up a position %s', (_name, saved) => {
    expect(boundsOn(saved, [main])).toEqual({ width: 1000, height: 700 });
  });

  it('is pulled in whole where a part of it was off the display, and is no larger than that', () => {
    expect(boundsOn({ x: 1500, y: 600, width: 1000, height: 700 }, [main])).toEqual({
      x: 920,
      y: 340,
      width: 1000,
      height: 700,
    });
    expect(boundsOn({ x: 0, y: 0, width: 3000, height: 2000 }, [main])).toEqual(main);
  });

  it('is no smaller than the window may be, even on a tiny display', () => {
    expect(boundsOn({ x: 0, y: 0, width: 100, height: 100 }, [{ x: 0, y: 0, width: 500, height: 300 }])).toEqual({
      x: 0,
      y: 0,
      width: 640,
      height: 480,
    });
  });

  it('is the usual size where no display is known', () => {
    expect(boundsOn(null, [])).toEqual({ width: 1280, height: 800 });
  });
});

describe('the file of it', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sparekey-unit-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('gives back what was written', () => {
    const file = join(folder, 'window.json');
    const place = { bounds: { x: 1, y: 2, width: 900, height: 600 }, maximised: true, zoomLevel: 1.5 };
    writeJsonFile(file, place);
    expect(readWindowPlace(file)).toEqual(place);
  });

  it.each([
    '',
    '{',
    '{"bounds":{"x":0,"y":0,"width":-1,"height":5},"maximised":false,"zoomLevel":0}',
    '{"zoomLevel":99}',
    '[]',
  ])('damaged (%s): the usual place, and the file is set aside', (text) => {
    const file = join(folder, 'window.json');
    writeFileSync(file, text);
    expect(readWindowPlace(file)).toEqual(usualPlace);
    expect(existsSync(`${file}.bad`)).toBe(true);
  });
});
