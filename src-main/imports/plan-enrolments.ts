import type { ImportRow } from '../../src-shared/domain/imports.ts';
import type { Enrolment } from '../../src-shared/domain/enrolment.ts';
import { sshServiceId } from '../../src-shared/coverage/group-services.ts';
import { foldText } from '../../src-shared/lib/fold-text.ts';
import type { ManualEnrolment } from '../inventory/inventory.ts';
import { type RowReader, shown } from './import-values.ts';
import type { MatchedService, ServiceMatcher } from './match-service.ts';
import type { Decide } from './decide.ts';

interface KnownEnrolment {
  readonly recorded: Enrolment | null;
  readonly record: {
    keyId: string;
    serviceId: string | null;
    rpId: string | null;
    userName: string | null;
    note: string | null;
    asOf?: string;
  };
}

export interface EnrolmentPlan {
  /** Checks whether a key is known to open an account. */
  readonly hasKey: (service: MatchedService, userName: string | null) => boolean;
  readonly add: (
    reader: RowReader,
    keyRef: string,
    keyLabel: string,
    service: MatchedService,
  ) => { readonly state: ImportRow['state']; readonly repeated: boolean };
  readonly added: () => readonly ManualEnrolment[];
  readonly renewed: () => readonly ManualEnrolment[];
}

/** Plans what keys open. What was read from a key, or told before, is not recorded twice. */
export function planEnrolments(recorded: readonly Enrolment[], matcher: ServiceMatcher, decide: Decide): EnrolmentPlan {
  const known = new Map<string, KnownEnrolment>();
  const accounts = new Set<string>();
  /** Key and service of which something is recorded, for rows without an account. */
  const anyAccount = new Set<string>();
  for (const enrolment of recorded) {
    const group = enrolment.vanishedAt === null ? matcher.groupOf(enrolment) : null;
    if (group === null) continue;
    const { keyId, serviceId, rpId, userName, note } = enrolment;
    accounts.add(identityOf('', group, userName));
    const identity = identityOf(keyId, scopeOf(group, rpId), userName);
    // Of a reading and a record by hand the latter is the one that can be changed.
    if (known.get(identity)?.recorded?.evidence !== 'told') {
      known.set(identity, { recorded: enrolment, record: { keyId, serviceId, rpId, userName, note } });
    }
    anyAccount.add(identityOf(keyId, scopeOf(group, rpId), null));
  }
  // A reading is grouped by its RP ID alone, wherever the row says that its account is.
  const readBefore = (
    keyRef: string,
    { rpId }: MatchedService,
    userName: string | null,
  ): KnownEnrolment | undefined => {
    const group = rpId === null ? null : matcher.groupOf({ serviceId: null, rpId, rpIdHash: null });
    const found = group === null ? undefined : known.get(identityOf(keyRef, scopeOf(group, rpId), userName));
    return found?.recorded?.evidence === 'read' ? found : undefined;
  };
  const added: KnownEnrolment[] = [];
  const renewed = new Set<KnownEnrolment>();
  return {
    added: () => added.map(({ record }) => record),
    renewed: () => [...renewed].map(({ record }) => record),
    hasKey: ({ groupId }, userName) => accounts.has(identityOf('', groupId, userName)),
    add: (reader, keyRef, keyLabel, service) => {
      const userName = reader.text('account');
      const note = reader.text('note');
      const identity = identityOf(keyRef, scopeOf(service.groupId, service.rpId), userName);
      const fed = service.fedBy === null ? undefined : known.get(identityOf(keyRef, service.fedBy, userName));
      const before = known.get(identity) ?? fed ?? readBefore(keyRef, service, userName);
      if (before === undefined) {
        if (userName === null && anyAccount.has(identity)) return { state: 'unchanged', repeated: false };
        const { serviceId, rpId } = service;
        const asOf = reader.asOf === null ? {} : { asOf: reader.asOf };
        const planned = { recorded: null, record: { keyId: keyRef, serviceId, rpId, userName, note, ...asOf } };
        added.push(planned);
        known.set(identity, planned);
        return { state: 'new', repeated: false };
      }
      const repeated = before.recorded === null;
      if (note === null || note === before.record.note || before.recorded?.evidence === 'read') {
        return { state: repeated ? 'repeated' : 'unchanged', repeated };
      }
      if (before.record.note !== null) {
        const about = [keyLabel, service.name, userName ?? ''].filter((part) => part !== '').join(' · ');
        const conflict = {
          id: `note:${reader.line}`,
          line: reader.line,
          kind: 'note' as const,
          about: shown(about),
          column: 'note' as const,
          ours: shown(before.record.note),
          theirs: shown(note),
        };
        const options = ['ours', 'theirs', 'both'].map((value) => ({ value, label: '' }));
        const answer = decide(conflict, options);
        if (answer === 'ours') return { state: 'conflict', repeated };
        const both = `${before.record.note}\n${note}`;
        before.record.note = answer === 'both' && both.length <= 2_000 ? both : note;
      } else before.record.note = note;
      if (!repeated) renewed.add(before);
      return { state: repeated ? 'repeated' : 'changed', repeated };
    },
  };
}

// Every SSH application name is a credential of its own.
function scopeOf(group: string, rpId: string | null): string {
  return group === sshServiceId ? `${group} ${rpId ?? ''}` : group;
}

function identityOf(keyRef: string, group: string, userName: string | null): string {
  return JSON.stringify([keyRef, group, foldText(userName)]);
}
