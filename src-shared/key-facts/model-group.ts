import type { CatalogueModel } from '../domain/catalogue.ts';
import type { KeyFacts } from '../domain/plugged-key.ts';
import type { Translate } from '../i18n/translator.ts';
import { countText, listText, versionsText, yesNoText } from './fact-text.ts';
import { catalogueFact, type KeyFactGroup, memberFact, otherFact } from './key-fact.ts';

/** Returns what the catalogue and the key say of its model, certification, versions and firmware. */
export function modelGroup(t: Translate, { catalogueModel, details, firmware, versions }: KeyFacts): KeyFactGroup {
  const { vendor } = details;
  return {
    name: 'facts.group.model',
    facts: [
      catalogueFact('facts.model', catalogueModel?.model ?? null),
      catalogueFact('facts.maker', catalogueModel?.vendor ?? null),
      catalogueFact('facts.certified', certifiedText(t, catalogueModel)),
      memberFact('facts.certifications', 0x13, details.certifications, claimedText(t, details.certifications)),
      catalogueFact('facts.catalogue-versions', versionsText(t, catalogueModel?.ctapVersions ?? null)),
      memberFact('facts.versions', 0x01, versions, versionsText(t, versions)),
      otherFact('facts.firmware', firmware),
      memberFact('facts.firmware-number', 0x0e, details.firmwareVersion, countText(t, details.firmwareVersion)),
      otherFact('facts.part-number', vendor?.partNumber ?? null),
      otherFact('facts.fips', yesNoText(t, vendor?.fips ?? null)),
      otherFact('facts.fips-approved', listText(t, vendor?.fipsApproved ?? null)),
    ],
  };
}

/** Formats the certification that the catalogue knows of a model; null where it knows none. */
export function certifiedText(
  t: Translate,
  model: Pick<CatalogueModel, 'certified' | 'revoked'> | null,
): string | null {
  if (model === null) return null;
  if (model.revoked) return t('facts.certified.revoked');
  if (model.certified === null) return null;
  return model.certified === 0 ? t('facts.certified.not') : t('facts.certified.level', { level: model.certified });
}

/** FIDO's levels by their number in getInfo (CTAP 2.3 §6.4, certifications). */
const fidoLevels = ['L1', 'L1+', 'L2', 'L2+', 'L3', 'L3+'] as const;

/** Formats the certifications that a key claims. */
function claimedText(t: Translate, certifications: Readonly<Record<string, number>> | null): string | null {
  if (certifications === null) return null;
  const texts = Object.entries(certifications).map(([name, level]) => {
    const known = name === 'FIDO' ? fidoLevels[level - 1] : undefined;
    return `${name} ${known ?? level}`;
  });
  return listText(t, texts);
}
