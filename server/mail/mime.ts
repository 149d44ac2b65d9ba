// A mail as nodemailer takes it, and as the bytes of RFC 5322.
import type { SendMailOptions } from 'nodemailer';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { Mail } from './mailer.ts';

/** The Message-ID follows from the mail's id, so that a mail sent again is recognised as the same one. */
export function messageOptions(mail: Mail): SendMailOptions {
  const domain = mail.from.address.slice(mail.from.address.lastIndexOf('@') + 1);
  return {
    messageId: `<${mail.id}@${domain}>`,
    from: mail.from,
    to: { name: '', address: mail.to },
    replyTo: { name: '', address: mail.replyTo },
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    headers: { ...mail.headers },
    // Nothing that stands in a mail may make this server read its own files or call other servers.
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

export async function composeMime(mail: Mail): Promise<Buffer> {
  return await new MailComposer(messageOptions(mail)).compile().build();
}
