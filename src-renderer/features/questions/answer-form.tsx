import { accountNames } from '../../../src-shared/i18n/account-text.ts';
import { type ReactNode, useId } from 'react';
import { type AnswerType, answersOf } from '../../../src-shared/coverage/answer-question.ts';
import type { Question } from '../../../src-shared/coverage/question-types.ts';
import type { InventorySnapshot } from '../../../src-shared/domain/inventory-snapshot.ts';
import type { Translate } from '../../../src-shared/i18n/translator.ts';
import { useApp } from '../../stores/app-store.ts';
import { useTranslation } from '../../use-translation.tsx';
import { NoCodeField } from '../records/no-code-field.tsx';
import { ServicePicker } from '../records/service-picker.tsx';
import { TimeField } from '../records/time-field.tsx';
import type { AnswerDraft } from './answer-draft.ts';
import { AccountSelect, KeySelect } from './answer-selects.tsx';
import { DeviceAnswer } from './device-answer.tsx';
import type { QuestionContext } from './question-text.ts';
import { serviceTypeText } from './service-type-text.ts';
import styles from './question-dialog.module.css';

interface FormProps {
  readonly world: QuestionContext;
  readonly snapshot: InventorySnapshot;
  readonly question: Question;
  /** Id of the heading that asks the question. */
  readonly labelledBy: string;
  readonly draft: AnswerDraft;
  readonly onChange: (draft: AnswerDraft) => void;
}

/** Renders the answers that a question takes. */
export function AnswerForm(props: FormProps) {
  const { t } = useTranslation();
  const { question, draft, onChange } = props;
  switch (question.kind) {
    case 'second-key':
      return <KeySelect value={draft.keyId} onChange={(keyId) => onChange({ ...draft, keyId })} />;
    case 'pass-end':
      return (
        <TimeField label={t('ask.until')} value={draft.until} onChange={(until) => onChange({ ...draft, until })} />
      );
    case 'which-service':
      return <WhichService {...props} />;
    case 'provider-which':
    case 'which-account':
      return <WhichAccount {...props} />;
    case 'account-type':
      return <WhichType {...props} />;
    case 'provider-access':
    case 'same-account':
    case 'takes-authenticator':
      return <WhichWay {...props} />;
  }
}

interface Choice {
  readonly id: string;
  readonly text: string;
  readonly isChosen: boolean;
  readonly draft: AnswerDraft;
  /** The form for what else has to be said, shown once it is chosen. */
  readonly more?: ReactNode;
}

function Choices({
  choices,
  labelledBy,
  onChange,
}: Pick<FormProps, 'labelledBy' | 'onChange'> & { readonly choices: readonly Choice[] }) {
  const group = useId();
  return (
    <div role="radiogroup" aria-labelledby={labelledBy} className={styles['choices']}>
      {choices.map(({ id, text, isChosen, draft, more = null }) => (
        <div key={id} className={styles['choice']}>
          <label>
            <input type="radio" name={group} checked={isChosen} onChange={() => onChange(draft)} />
            <bdi>{text}</bdi>
          </label>
          {isChosen && more !== null ? <div className={styles['more']}>{more}</div> : null}
        </div>
      ))}
    </div>
  );
}

function WhichWay({ world, snapshot, question, labelledBy, draft, onChange }: FormProps) {
  const { t } = useTranslation();
  const more: Partial<Record<AnswerType, ReactNode>> = {
    key: <KeySelect value={draft.keyId} onChange={(keyId) => onChange({ ...draft, keyId })} />,
    account: (
      <AccountSelect
        world={world}
        value={draft.accountId}
        onChange={(accountId) => onChange({ ...draft, accountId })}
      />
    ),
    device: <DeviceAnswer devices={snapshot.devices} draft={draft} onChange={onChange} />,
    place: (
      <NoCodeField
        label={t('ask.place')}
        hint={t('window.other-way.place.hint')}
        value={draft.place}
        maximum={200}
        onChange={(place) => onChange({ ...draft, place })}
      />
    ),
  };
  const choices = answersOf[question.kind].map((type): Choice => ({
    id: type,
    text: typeText(t, type),
    isChosen: draft.type === type,
    draft: { ...draft, type },
    more: more[type],
  }));
  return <Choices choices={choices} labelledBy={labelledBy} onChange={onChange} />;
}

function WhichAccount({ world, question, labelledBy, draft, onChange }: FormProps) {
  const nameOf = accountNames(world.t, world.locale, world.report);
  const choices = question.accountIds.map((accountId): Choice => ({
    id: accountId,
    text: nameOf(accountId),
    isChosen: draft.accountId === accountId,
    draft: { ...draft, type: 'account', accountId },
  }));
  return <Choices choices={choices} labelledBy={labelledBy} onChange={onChange} />;
}

function WhichType({ question, labelledBy, draft, onChange }: FormProps) {
  const { t, locale } = useTranslation();
  const services = useApp((state) => state.services);
  const choices = question.serviceIds.map((serviceId): Choice => {
    const service = services.find(({ id }) => id === serviceId) ?? { id: serviceId, name: serviceId };
    return {
      id: serviceId,
      text: serviceTypeText(t, locale, service),
      isChosen: draft.serviceId === serviceId,
      draft: { ...draft, type: 'service', serviceId },
    };
  });
  return <Choices choices={choices} labelledBy={labelledBy} onChange={onChange} />;
}

function WhichService({ labelledBy, draft, onChange }: FormProps) {
  const { t } = useTranslation();
  const { isNewService, serviceId, serviceName } = draft;
  const choices: readonly Choice[] = [
    {
      id: 'listed',
      text: t('ask.service.listed'),
      isChosen: !isNewService,
      draft: { ...draft, isNewService: false },
      more: (
        <ServicePicker
          value={serviceId === '' ? null : serviceId}
          onChange={(chosen) => onChange({ ...draft, serviceId: chosen })}
          ownDomains={false}
        />
      ),
    },
    {
      id: 'new',
      text: t('ask.service.new'),
      isChosen: isNewService,
      draft: { ...draft, isNewService: true },
      more: (
        <NoCodeField
          label={t('ask.service.name')}
          value={serviceName}
          maximum={100}
          onChange={(name) => onChange({ ...draft, serviceName: name })}
        />
      ),
    },
  ];
  return <Choices choices={choices} labelledBy={labelledBy} onChange={onChange} />;
}

function typeText(t: Translate, type: AnswerType): string {
  switch (type) {
    case 'key':
    case 'account':
    case 'device':
    case 'place':
      return t(`ask.by.${type}`);
    case 'memory':
    case 'people':
    case 'nobody':
    case 'same':
    case 'separate':
    case 'yes':
    case 'no':
      return t(`answer.${type}`);
    case 'service':
    case 'until':
      return t('answer.other');
  }
}
