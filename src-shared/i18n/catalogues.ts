import cliEn from './en/cli.json' with { type: 'json' };
import commonEn from './en/common.json' with { type: 'json' };
import coverageEn from './en/coverage.json' with { type: 'json' };
import failureEn from './en/failure.json' with { type: 'json' };
import inventoryEn from './en/inventory.json' with { type: 'json' };
import lossEn from './en/loss.json' with { type: 'json' };
import pinEn from './en/pin.json' with { type: 'json' };
import policyEn from './en/policy.json' with { type: 'json' };
import windowEn from './en/window.json' with { type: 'json' };
import cliJa from './ja/cli.json' with { type: 'json' };
import commonJa from './ja/common.json' with { type: 'json' };
import coverageJa from './ja/coverage.json' with { type: 'json' };
import failureJa from './ja/failure.json' with { type: 'json' };
import inventoryJa from './ja/inventory.json' with { type: 'json' };
import lossJa from './ja/loss.json' with { type: 'json' };
import pinJa from './ja/pin.json' with { type: 'json' };
import policyJa from './ja/policy.json' with { type: 'json' };
import windowJa from './ja/window.json' with { type: 'json' };

const english = {
  ...commonEn,
  ...failureEn,
  ...coverageEn,
  ...cliEn,
  ...windowEn,
  ...pinEn,
  ...policyEn,
  ...inventoryEn,
  ...lossEn,
};

/** Every message there is; the English catalogues are the list, and ja must hold the same keys (tested). */
export type MessageKey = keyof typeof english;
export type Locale = 'en' | 'ja';

export const catalogues: Readonly<Record<Locale, Readonly<Record<MessageKey, string>>>> = {
  en: english,
  ja: {
    ...commonJa,
    ...failureJa,
    ...coverageJa,
    ...cliJa,
    ...windowJa,
    ...pinJa,
    ...policyJa,
    ...inventoryJa,
    ...lossJa,
  },
};
