import { circle, path, type Shape } from './drawing.ts';
import type { Tone } from './tone.ts';

/**
 * Signs of tones, 14 × 14, each with a shape of its own: lozenge, triangle, dotted circle, i in a circle, tick, cross, part of a circle.
 */
export const toneDrawings: Readonly<Record<Tone, readonly Shape[]>> = {
  critical: [path('M7 .6 13.4 7 7 13.4.6 7z', 'solid'), path('M7 4v3.6M7 9.6v.3', 'cut-out')],
  warning: [path('M7 1.5 13 12.5H1zM7 5.5v3M7 10.3v.2')],
  unknown: [circle([7, 7, 5.5], null, '1.6 1.85')],
  notice: [path('M7 1.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 0 1 0-11zM7 6.5v3.2M7 4.4v.1')],
  done: [path('M2 7.4 5.6 11 12 3.5', 'bold')],
  failed: [path('M3 3l8 8M11 3l-8 8', 'bold')],
  working: [circle([7, 7, 5.5], 'faint'), path('M7 1.5A5.5 5.5 0 0 1 12.5 7', 'bold')],
};
