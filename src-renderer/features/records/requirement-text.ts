import type { Requirement } from '../../../src-shared/domain/other-way-in.ts';
import type { Translate } from '../../../src-shared/i18n/translator.ts';
import { displayText } from '../../../src-shared/lib/display-text.ts';

/** The names of keys, devices and accounts as requirements refer to them. */
export interface RequirementNames {
  readonly keyName: (keyId: string) => string;
  readonly deviceName: (deviceId: string) => string;
  readonly accountName: (requirement: Requirement & { readonly type: 'account' }) => string;
}

/** Formats one thing that a way in needs. */
export function requirementText(t: Translate, requirement: Requirement, names: RequirementNames): string {
  switch (requirement.type) {
    case 'key':
      return names.keyName(requirement.keyId);
    case 'device':
      return names.deviceName(requirement.deviceId);
    case 'place':
      return displayText(requirement.place, 120);
    case 'account':
      return names.accountName(requirement);
    case 'memory':
    case 'people':
    case 'nobody':
      return t(`needs.type.${requirement.type}`);
  }
}
