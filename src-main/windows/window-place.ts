import { windowPlaceSchema } from '../../src-shared/domain/window-place-schema.ts';
import type { Area, WindowPlace } from '../../src-shared/domain/window-place.ts';
import { readJsonFile } from './json-file.ts';

type Size = Pick<Area, 'width' | 'height'>;

export const usualPlace: WindowPlace = { bounds: null, maximised: false, zoomLevel: 0 };
const usualSize = { width: 1280, height: 800 } as const;
export const leastSize = { width: 640, height: 480 } as const;

/** Part of a window that must be on a display: enough of its title bar to take hold of it. */
const grip = { width: 120, height: 32 } as const;

/** Reads where the window was; a damaged file gives the usual place. */
export function readWindowPlace(file: string): WindowPlace {
  return readJsonFile(file, usualPlace, (found) => windowPlaceSchema.parse(found));
}

/**
 * Returns the bounds to open a window with: as it was, no larger than its display; in the middle of the first display where the one it was
 * on is gone. `displays`: the areas without bars of the system, the main one first.
 */
export function boundsOn(saved: Area | null, displays: readonly Area[]): Partial<Area> & Size {
  const [main] = displays;
  const display = saved === null ? undefined : displays.find((one) => holdsGrip(one, saved));
  if (display !== undefined && saved !== null) return within(saved, display);
  const { width, height } = saved ?? usualSize;
  return main === undefined ? { width, height } : fitted({ width, height }, main);
}

function holdsGrip(display: Area, window: Area): boolean {
  const right = Math.min(display.x + display.width, window.x + window.width);
  const across = right - Math.max(display.x, window.x);
  const down = display.y + display.height - window.y;
  return across >= Math.min(grip.width, window.width) && window.y >= display.y && down >= grip.height;
}

function within(window: Area, display: Area): Area {
  const size = fitted(window, display);
  return {
    ...size,
    x: Math.max(display.x, Math.min(window.x, display.x + display.width - size.width)),
    y: Math.max(display.y, Math.min(window.y, display.y + display.height - size.height)),
  };
}

function fitted(size: Size, display: Area): Size {
  return {
    width: Math.max(leastSize.width, Math.min(size.width, display.width)),
    height: Math.max(leastSize.height, Math.min(size.height, display.height)),
  };
}
