import { displayText } from '../../src-shared/lib/display-text.ts';
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
    case 'delete-passkey': {
      const what = {
        service: displayText(question.service),
        account: displayText(question.account ?? t('ask.delete-passkey.no-account')),
      };
      return {
        message: t('ask.delete-passkey', { key: displayText(question.key) }),
        detail: t('ask.delete-passkey.detail', what),
        yes: t('ask.delete-passkey.yes'),
      };
    }
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
