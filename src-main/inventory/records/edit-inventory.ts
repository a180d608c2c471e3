import { type ChangeContext, note } from './change-context.ts';
import {
  checkOtherWay,
  checkManual,
  emptyAsNull,
  idSchema,
  keyEditSchema,
  keyOf,
  parsed,
  manualEnrolment,
} from './edit-input.ts';
import type { KeyEdit, OtherWayInEdit, ManualEnrolment } from '../inventory.ts';
import { isLabelTaken } from './key-label.ts';
import { enrolmentIdentity, findRecorded } from './record-identity.ts';
import { invalid } from '../file/storage-failure.ts';

/** Changes what the person says about a key. Throws `input-invalid`: `no-such-key`, `label-taken`, `key-edit`. */
export function editKey(context: ChangeContext, keyId: string, edit: KeyEdit): void {
  const key = keyOf(context, keyId);
  const {
    label,
    role,
    colour,
    owner,
    place,
    carriedOn,
    vendorSerial,
    assetTag,
    note: noteText,
  } = parsed(keyEditSchema, edit, 'key-edit');
  if (label !== undefined && isLabelTaken(context.data, label, keyId)) throw invalid('label-taken');
  context.data.put('key', {
    ...key,
    ...(label === undefined ? {} : { label }),
    ...(role === undefined ? {} : { role }),
    ...(colour === undefined ? {} : { colour }),
    ...(owner === undefined ? {} : { owner: emptyAsNull(owner) }),
    ...(place === undefined ? {} : { place: emptyAsNull(place) }),
    ...(carriedOn === undefined ? {} : { carriedOn: emptyAsNull(carriedOn) }),
    ...(assetTag === undefined ? {} : { assetTag: emptyAsNull(assetTag) }),
    ...(noteText === undefined ? {} : { note: emptyAsNull(noteText) }),
    vendorSerial: key.vendorSerial ?? vendorSerial ?? null,
  });
}

/** Records that a key opens an account although it cannot be read from the key. The same thing told twice is one record. */
export function addManual(context: ChangeContext, input: ManualEnrolment): { id: string } {
  const manual = checkManual(input);
  keyOf(context, manual.keyId);
  const wanted = enrolmentIdentity({ ...manual, evidence: 'told', credentialId: null });
  const same = context.data.enrolmentsOf(manual.keyId).filter((other) => enrolmentIdentity(other) === wanted);
  const before = findRecorded(same, { accountId: manual.accountId ?? null });
  const enrolment = manualEnrolment(context, manual, before);
  context.data.put('enrolment', enrolment);
  const { serviceId, rpId, userName } = manual;
  if (before === undefined) note(context, 'told-added', manual.keyId, { serviceId, rpId, userName });
  return { id: enrolment.id };
}

/** Removes an enrolment recorded by hand; what was read from a key is not for a person to remove. */
export function removeManual(context: ChangeContext, enrolmentId: string): void {
  const enrolment = context.data.get('enrolment', enrolmentId);
  if (enrolment === null || enrolment.evidence !== 'told') throw invalid('no-such-told-enrolment');
  context.data.remove('enrolment', enrolmentId);
  const { serviceId, rpId, userName } = enrolment;
  note(context, 'told-removed', enrolment.keyId, { serviceId, rpId, userName });
}

/** Records another way into an account. */
export function addOtherWayIn(context: ChangeContext, way: OtherWayInEdit): { id: string } {
  const content = checkOtherWay(context, way);
  const id = context.newId();
  context.data.put('other-way', { ...content, id, asOf: context.now });
  note(context, 'other-way-added', null, detailsOfWay(content));
  return { id };
}

/** Replaces what is recorded of another way in; its date becomes now. Throws `input-invalid` (`no-such-way`). */
export function editOtherWayIn(context: ChangeContext, id: string, way: OtherWayInEdit): void {
  if (context.data.get('other-way', parsed(idSchema, id, 'no-such-way')) === null) throw invalid('no-such-way');
  context.data.put('other-way', { ...checkOtherWay(context, way), id, asOf: context.now });
}

/** Removes another way in. */
export function removeOtherWayIn(context: ChangeContext, id: string): void {
  const way = context.data.get('other-way', id);
  if (way === null) throw invalid('no-such-way');
  context.data.remove('other-way', id);
  note(context, 'other-way-removed', null, detailsOfWay(way));
}

/** Returns the details of another way in for an entry of the activity. */
function detailsOfWay({ kind, name, serviceId, rpId, userName }: OtherWayInEdit) {
  return { kind, name, serviceId, rpId, userName };
}
