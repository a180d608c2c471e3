import { displayText } from '../../src-shared/lib/display-text.ts';
import { settingChangeText } from '../../src-shared/i18n/setting-message.ts';
import type { Translate } from '../../src-shared/i18n/translator.ts';
import type { Question } from '../ipc/question.ts';

export interface QuestionTexts {
  readonly message: string;
  readonly detail: string;
  /** Of the button that says yes. */
  readonly yes: string;
}

/** Returns the words of a question. What comes from outside is made safe to show. */
export function questionTexts(t: Translate, question: Question): QuestionTexts {
  switch (question.kind) {
    case 'open-page': {
      const { host } = question;
      return { message: t('ask.open-page', { host }), detail: t('ask.open-page.detail'), yes: t('ask.open-page.yes') };
    }
    case 'ask-service': {
      const { host } = question;
      return {
        message: t('ask.ask-service', { host }),
        detail: t('ask.ask-service.detail', { host }),
        yes: t('ask.ask-service.yes'),
      };
    }
    case 'allow-asking':
      return { message: t('ask.allow-asking'), detail: t('ask.allow-asking.detail'), yes: t('ask.allow-asking.yes') };
    case 'delete-passkeys':
      return deletionTexts(t, question);
    case 'change-setting':
      return {
        message: t('ask.change-setting', { key: displayText(question.key) }),
        detail: settingChangeText(t, question.change),
        yes: t('ask.change-setting.yes'),
      };
    case 'reset-key':
      return {
        message: t('ask.reset-key', { key: displayText(question.key) }),
        detail: t('ask.reset-key.detail', { passkeys: question.passkeys ?? -1, closed: question.closed }),
        yes: t('ask.reset-key.yes'),
      };
    case 'remove-metadata':
      return {
        message: t('ask.remove-metadata'),
        detail: t('ask.remove-metadata.detail'),
        yes: t('ask.remove-metadata.yes'),
      };
    case 'erase-everything':
      return {
        message: t('ask.erase-everything'),
        detail: t('ask.erase-everything.detail'),
        yes: t('ask.erase-everything.yes'),
      };
    case 'drop-oldest-backup': {
      const { kept } = question;
      return {
        message: t('ask.drop-oldest-backup'),
        detail: t('ask.drop-oldest-backup.detail', { kept }),
        yes: t('ask.drop-oldest-backup.yes'),
      };
    }
    case 'remove-passphrase':
      return {
        message: t('ask.remove-passphrase'),
        detail: t(question.left ? 'ask.remove-passphrase.left' : 'ask.unprotected'),
        yes: t('ask.remove-passphrase.yes'),
      };
    case 'stop-keychain':
      return {
        message: t('ask.stop-keychain'),
        detail: t(question.left ? 'ask.stop-keychain.left' : 'ask.unprotected'),
        yes: t('ask.stop-keychain.yes'),
      };
    case 'replace-recovery-code':
      return {
        message: t('ask.replace-recovery-code'),
        detail: t('ask.replace-recovery-code.detail'),
        yes: t('ask.replace-recovery-code.yes'),
      };
  }
}

/** Greatest number of passkeys that the dialog names one by one: a dialog of the system does not scroll. */
const mostNamed = 12;

function deletionTexts(
  t: Translate,
  { key, passkeys, closed }: Extract<Question, { readonly kind: 'delete-passkeys' }>,
): QuestionTexts {
  const count = passkeys.length;
  const named = passkeys.slice(0, mostNamed).map(({ service, account }) =>
    t('ask.delete-passkeys.one', {
      service: displayText(service),
      account: displayText(account ?? t('ask.delete-passkeys.no-account')),
    }),
  );
  const more = count > mostNamed ? [t('ask.delete-passkeys.more', { count: count - mostNamed })] : [];
  const lost = closed > 0 ? [t('ask.delete-passkeys.closed', { count: closed })] : [];
  return {
    message: t('ask.delete-passkeys', { key: displayText(key), count }),
    detail: [...named, ...more, ...lost, t('ask.delete-passkeys.for-good')].join('\n'),
    yes: t('ask.delete-passkeys.yes', { count }),
  };
}
