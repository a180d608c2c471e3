import type { PinWindowKey } from '../../src-shared/ipc/pin-contract.ts';
import type { Shape } from '../components/drawing.ts';
import { keyDrawing } from '../components/key-drawing.ts';
import keyStyles from '../components/key-picture.module.css';
import { keyShape } from '../components/key-shape.ts';
import { toneDrawings } from '../components/tone-drawing.ts';
import toneStyles from '../components/tone-icon.module.css';
import type { Tone } from '../components/tone.ts';

const svg = 'http://www.w3.org/2000/svg';
type Styles = Readonly<Record<string, string | undefined>>;

/** Renders the outline of a key in the key's colour, 64 × 32. */
export function drawKey({ formFactor, product, colour }: PinWindowKey): SVGElement {
  const picture = drawing(keyDrawing(keyShape({ formFactor, product })), keyStyles, [56, 28], [64, 32]);
  picture.classList.add(keyStyles['picture'] ?? '');
  picture.dataset['colour'] = colour;
  return picture;
}

/** Renders the sign of a tone. */
export function drawTone(tone: Tone): SVGElement {
  const sign = drawing(toneDrawings[tone], toneStyles, [14, 14], [14, 14]);
  sign.classList.add(toneStyles['sign'] ?? '');
  sign.dataset['tone'] = tone;
  return sign;
}

function drawing(
  shapes: readonly Shape[],
  styles: Styles,
  [boxWidth, boxHeight]: readonly [number, number],
  [width, height]: readonly [number, number],
): SVGElement {
  const box = `0 0 ${boxWidth} ${boxHeight}`;
  const picture = svgElement('svg', { viewBox: box, width, height, 'aria-hidden': 'true', focusable: 'false' });
  for (const { tag, attributes, look } of shapes) {
    const part = svgElement(tag, attributes);
    const style = look === null ? undefined : styles[look];
    if (style !== undefined) part.classList.add(style);
    picture.append(part);
  }
  return picture;
}

function svgElement(tag: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const made = document.createElementNS(svg, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  return made;
}
