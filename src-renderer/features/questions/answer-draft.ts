import type { Answer, AnswerType } from '../../../src-shared/coverage/answer-question.ts';
import type { Question } from '../../../src-shared/coverage/question-types.ts';
import type { DeviceKind } from '../../../src-shared/domain/device.ts';

/** Value of a choice of devices that stands for one which is not recorded yet. */
export const newDevice = 'new';

/** A phone or computer that is to be recorded with the answer. */
export interface DraftDevice {
  readonly label: string;
  readonly kind: DeviceKind;
}

/** The choices of a person so far. Empty texts: nothing yet. */
export interface AnswerDraft {
  readonly type: AnswerType | null;
  readonly keyId: string;
  readonly accountId: string;
  readonly deviceId: string;
  readonly device: DraftDevice;
  readonly place: string;
  /** The service of the list, for questions about services. */
  readonly serviceId: string;
  readonly isNewService: boolean;
  readonly serviceName: string;
  /** ISO 8601. */
  readonly until: string;
}

const emptyDraft: AnswerDraft = {
  type: null,
  keyId: '',
  accountId: '',
  deviceId: '',
  device: { label: '', kind: 'phone' },
  place: '',
  serviceId: '',
  isNewService: false,
  serviceName: '',
  until: '',
};

/** An answer that can be recorded, with the device that has to be recorded for it first. */
export interface ReadyAnswer {
  readonly answer: Answer;
  readonly device: DraftDevice | null;
}

/** Returns the answer that a draft is; null while something of it is missing. */
export function readyAnswer(draft: AnswerDraft): ReadyAnswer | null {
  const answer = answerOf(draft);
  if (answer === null) return null;
  const isNew = answer.type === 'device' && answer.deviceId === newDevice;
  return { answer, device: isNew ? { ...draft.device, label: draft.device.label.trim() } : null };
}

function answerOf(draft: AnswerDraft): Answer | null {
  const { type, keyId, accountId, deviceId, device, place, serviceId, serviceName, until } = draft;
  switch (type) {
    case null:
      return null;
    case 'key':
      return keyId === '' ? null : { type, keyId };
    case 'account':
      return accountId === '' ? null : { type, accountId };
    case 'device': {
      const isNamed = deviceId !== newDevice || device.label.trim() !== '';
      return deviceId === '' || !isNamed ? null : { type, deviceId };
    }
    case 'place':
      return place.trim() === '' ? null : { type, place: place.trim() };
    case 'service':
      if (draft.isNewService) {
        return serviceName.trim() !== '' ? { type, owner: { newServiceName: serviceName.trim() } } : null;
      }
      return serviceId === '' ? null : { type, owner: { serviceId } };
    case 'until':
      return until === '' ? null : { type, at: until };
    case 'memory':
    case 'people':
    case 'nobody':
    case 'same':
    case 'separate':
    case 'yes':
    case 'no':
      return { type };
  }
}

/** Returns the draft that a question begins with: where it takes answers of one type only, that one. */
export function firstDraft({ kind }: Question): AnswerDraft {
  switch (kind) {
    case 'second-key':
      return { ...emptyDraft, type: 'key' };
    case 'pass-end':
      return { ...emptyDraft, type: 'until' };
    case 'which-service':
      return { ...emptyDraft, type: 'service' };
    default:
      return emptyDraft;
  }
}
