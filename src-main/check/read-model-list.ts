import type { ModelList } from '../../src-shared/domain/model-list.ts';
import type { Outcome } from '../../src-shared/domain/outcome.ts';
import { foldText } from '../../src-shared/lib/fold-text.ts';
import { plainAaguid } from '../../src-shared/lib/model-facts.ts';
import { failed, success } from '../../src-shared/lib/outcome.ts';
import { decodeText } from '../imports/decode-text.ts';
import { elements, member, textMember } from '../imports/formats/json-value.ts';

const aaguid = /(?<![0-9a-f-])[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}(?![0-9a-f-])/gi;

/**
 * Reads the models that an organisation allows or forbids: the passkey policy of a tenant as Microsoft Graph gives it (one profile, all
 * of them, the method, or the policy around it), or a text in which AAGUIDs stand, which are then allowed. Of several profiles that restrict models
 * `profile` names one. Fails with `input-invalid`: `models-not-read`, `models-none`, `models-several` and `models-no-such-profile` (with the names).
 */
export function readModelList(
  bytes: Uint8Array,
  name: string,
  profile: string | null,
): Outcome<ModelList, 'input-invalid'> {
  const decoded = decodeText(bytes);
  if (!decoded.ok) return failed({ kind: 'input-invalid', detail: 'models-not-read' });
  const { text } = decoded.value;
  if (!/^\s*[[{]/.test(text)) return listOfText(text, name, profile);
  const json = parsed(text);
  if (json === undefined) return failed({ kind: 'input-invalid', detail: 'models-not-read' });
  const lists = profilesIn(json);
  if (lists.length === 0) return failed({ kind: 'input-invalid', detail: 'models-none' });
  const names = lists.map((one) => one.name);
  const fitting = profile === null ? lists : lists.filter((one) => foldText(one.name) === foldText(profile));
  const [only, ...others] = fitting;
  if (only === undefined) return failed({ kind: 'input-invalid', detail: 'models-no-such-profile', names });
  if (others.length > 0) return failed({ kind: 'input-invalid', detail: 'models-several', names });
  return success({ ...only, name: only.name === '' ? name : only.name });
}

function listOfText(text: string, name: string, profile: string | null): Outcome<ModelList, 'input-invalid'> {
  if (profile !== null) return failed({ kind: 'input-invalid', detail: 'models-no-such-profile', names: [] });
  const aaguids = [...new Set([...text.matchAll(aaguid)].map(([found]) => plainAaguid(found)))];
  return aaguids.length === 0
    ? failed({ kind: 'input-invalid', detail: 'models-none' })
    : success({ name, kind: 'allow', aaguids });
}

/** Lists the profiles of a tenant; those that restrict no models allow all of them, and are lists that forbid none. */
function profilesIn(json: unknown): readonly ModelList[] {
  const method = elements(member(json, 'authenticationMethodConfigurations')).find(
    (one) => textMember(one, 'id').toLowerCase() === 'fido2',
  );
  const policy = method ?? json;
  const profiles = [
    ...elements(member(policy, 'passkeyProfiles')),
    ...elements(member(policy, 'value')),
    ...elements(policy),
  ];
  // A tenant with profiles goes by these; what stands beside them is of the time before.
  const all = profiles.length > 0 ? profiles : [policy];
  return all.flatMap((one) => {
    const restrictions = member(one, 'keyRestrictions');
    return restrictions === undefined ? [] : [listOf(textMember(one, 'name'), restrictions)];
  });
}

function listOf(name: string, restrictions: unknown): ModelList {
  const aaguids = elements(member(restrictions, 'aaGuids')).flatMap((one) =>
    typeof one === 'string' ? [plainAaguid(one)] : [],
  );
  if (member(restrictions, 'isEnforced') !== true) return { name, kind: 'forbid', aaguids: [] };
  return {
    name,
    kind: textMember(restrictions, 'enforcementType').toLowerCase() === 'allow' ? 'allow' : 'forbid',
    aaguids,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
