// Sends mail through an SMTP server (nodemailer).
import { createTransport } from 'nodemailer';
import { MailError, type Accepted, type Mail, type Mailer } from './mailer.ts';
import { messageOptions } from './mime.ts';

const CONNECT_MS = 15_000;
const SILENCE_MS = 60_000;

/** `url` is smtp:// or smtps://, with name and password where the server wants them. */
export function openSmtp(url: string): Mailer {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 3,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
  });
  return {
    async send(mail: Mail): Promise<Accepted> {
      try {
        await transport.sendMail(messageOptions(mail));
        return { providerId: null };
      } catch (error) {
        throw smtpFailure(error);
      }
    },
    async close() {
      transport.close();
    },
  };
}

type SmtpError = { code?: unknown; command?: unknown; responseCode?: unknown };

/** Codes of RFC 5321: 5xx is final. That log-in fails is the operator's to mend, so such mail waits. */
function smtpFailure(error: unknown): MailError {
  const { code, command, responseCode }: SmtpError = typeof error === 'object' && error !== null ? error : {};
  const final = typeof responseCode === 'number' && responseCode >= 500 && code !== 'EAUTH';
  if (!final) return new MailError({ permanent: false, cause: error });
  return new MailError({ permanent: true, detail: command === 'RCPT TO' ? 'recipient_refused' : 'refused', cause: error });
}
