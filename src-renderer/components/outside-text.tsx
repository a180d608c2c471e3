import { displayRpId, displayText } from '../../src-shared/lib/display-text.ts';
import { readableDomain } from '../../src-shared/lib/readable-domain.ts';

/** Renders text that came from a key, a file or another person: neutralised, isolated from its surroundings, never markup. */
export function OutsideText({ text, maximum }: { readonly text: string; readonly maximum?: number }) {
  return <bdi>{displayText(text, maximum)}</bdi>;
}

/** Renders an RP ID; an internationalised name in both of its forms, so that a look-alike shows. */
export function RpId({ rpId }: { readonly rpId: string }) {
  const other = readableDomain(rpId);
  return (
    <bdi>
      {displayRpId(rpId, 253)}
      {other === null ? null : <span> ({displayRpId(other, 253)})</span>}
    </bdi>
  );
}
