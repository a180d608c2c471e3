import { useEffect, useState } from 'react';
import { ButtonSpecimens, ChipSpecimens } from './control-specimens.tsx';
import { FrameSpecimens } from './frame-specimens.tsx';
import { MatrixSpecimens } from './matrix-specimens.tsx';
import { SignSpecimens } from './sign-specimens.tsx';
import type { Say } from './specimen.tsx';
import { WorkSpecimens } from './work-specimens.tsx';

/** Renders every part in every state. */
export function ComponentsPage({ say }: { readonly say: Say }) {
  const [drawn, setDrawn] = useState(false);
  // Lists draw their visible rows once they know their size.
  useEffect(() => setDrawn(true), []);
  return (
    <div data-drawn={drawn}>
      <h1 className="spoken">{say('Components', '部品')}</h1>
      <SignSpecimens say={say} />
      <ButtonSpecimens say={say} />
      <ChipSpecimens say={say} />
      <FrameSpecimens say={say} />
      <MatrixSpecimens say={say} />
      <WorkSpecimens say={say} />
    </div>
  );
}
