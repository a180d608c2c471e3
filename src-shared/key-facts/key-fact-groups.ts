import type { KeyFacts } from '../domain/plugged-key.ts';
import type { Translate } from '../i18n/translator.ts';
import { configurationGroup } from './configuration-group.ts';
import type { KeyFactGroup } from './key-fact.ts';
import { modelGroup } from './model-group.ts';
import { protocolGroup } from './protocol-group.ts';
import { roomGroup } from './room-group.ts';
import { verificationGroup } from './verification-group.ts';

/** Returns everything that is told of a key without a PIN, in words and in groups. */
export function keyFactGroups(t: Translate, facts: KeyFacts): readonly KeyFactGroup[] {
  return [modelGroup, roomGroup, verificationGroup, configurationGroup, protocolGroup].map((group) => group(t, facts));
}
