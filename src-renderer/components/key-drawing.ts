import { circle, path, rectangle, type Shape } from './drawing.ts';
import type { KeyShape } from './key-shape.ts';

/** Returns the outline of a key, 56 × 28: its body, what is on it, and its connector. */
export function keyDrawing(shape: KeyShape): readonly Shape[] {
  if (shape.body === 'card') {
    return [
      rectangle([6, 2, 42, 24, 4]),
      rectangle([12, 9, 9, 7, 1.5], 'line'),
      path('M33 10a6 6 0 0 1 0 8M36.5 8a10 10 0 0 1 0 12', 'line'),
    ];
  }
  if (shape.body === 'nano') return [rectangle([18, 7, 12, 14, 3]), connector(shape.connector, 30)];
  const unknown = shape.connector === 'unknown';
  const lightning = shape.connector === 'usb-c-lightning';
  const left = lightning ? 8 : 1;
  return [
    rectangle([left, 4, 38 - left, 20, 6], null, unknown ? '3 3' : undefined),
    ...(unknown ? [] : [circle([left + 6, 14, 2.4], 'line')]),
    ...(shape.fingerprint
      ? [
          circle([24, 14, 7.5], 'line'),
          path('M20.5 16c.6-1 .7-2 .7-3a2.8 2.8 0 0 1 5.6 0c0 1.5 0 2.8-.6 4.2M24 13c0 1.7-.3 3-1 4.3', 'line'),
        ]
      : [circle([24, 14, 5], unknown ? 'line' : 'disc', unknown ? '2.5 2.5' : undefined)]),
    ...(lightning ? [rectangle([2, 10.5, 6, 7, 1.5], 'line')] : []),
    connector(shape.connector, 38),
  ];
}

function connector(kind: KeyShape['connector'], from: 30 | 38): Shape {
  if (kind === 'unknown') return path(`M${from} 8.5h15v11h-15z`, 'line', '3 3');
  if (kind === 'usb-a') return path(`M${from} 7.5h16v13h-16zM${from + 6} 11v2.5M${from + 6} 15v2.5`, 'line');
  return rectangle([from, 9.5, 14, 9, 4], 'line');
}
