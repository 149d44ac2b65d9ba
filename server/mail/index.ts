// Chooses how mail is sent, and puts the one gate for headers before it.
import type { Settings } from '../config.ts';
import { openFolder } from './folder.ts';
import { assertSafeHeaders } from './header-text.ts';
import type { Mailer } from './mailer.ts';
import { openResend } from './resend.ts';
import { openSmtp } from './smtp.ts';

export async function openMailer({ mail }: Pick<Settings, 'mail'>): Promise<Mailer> {
  const way = await openWay(mail);
  return {
    async send(outgoing) {
      assertSafeHeaders(outgoing);
      return await way.send(outgoing);
    },
    close: () => way.close(),
  };
}

async function openWay(mail: Settings['mail']): Promise<Mailer> {
  if (mail.kind === 'resend') return openResend(mail);
  if (mail.kind === 'smtp') return openSmtp(mail.url);
  return await openFolder(mail.folder);
}
