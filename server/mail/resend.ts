// Sends mail through Resend (resend.com).
import { Resend, type ErrorResponse } from 'resend';
import { MailError, type Accepted, type Mail, type Mailer } from './mailer.ts';

const ANSWER_MS = 30_000;

/** The tag by which Resend's reports name the mail, even before we have noted Resend's own id for it. */
export const OUTBOX_TAG = 'outbox';

/** What is wrong with the mail itself. All else is the line's, Resend's or the operator's to mend, so such mail waits. */
const FINAL = new Set<ErrorResponse['name']>(['validation_error', 'missing_required_field', 'invalid_parameter', 'invalid_attachment']);
const FINAL_STATUS = new Set<number | null>([400, 422]);

export function openResend({ apiKey, baseUrl }: { apiKey: string; baseUrl: string | null }): Mailer {
  const resend = new Resend(apiKey, baseUrl === null ? {} : { baseUrl });
  return {
    async send(mail: Mail): Promise<Accepted> {
      const { data, error, headers } = await post(resend, mail);
      if (error === null) return { providerId: data.id };
      // Under this key another text was accepted: the same mail, rendered by an older release that did not live to note it.
      if (error.name === 'invalid_idempotent_request') return { providerId: null };
      throw resendFailure(error, headers?.['retry-after']);
    },
    async close() {},
  };
}

async function post(resend: Resend, mail: Mail) {
  const { name, address } = mail.from;
  try {
    return await resend.emails.send(
      {
        // The name holds no quote and no backslash (sender.ts), so quoting it is enough.
        from: `"${name}" <${address}>`,
        to: mail.to,
        replyTo: mail.replyTo,
        subject: mail.subject,
        text: mail.text,
        html: mail.html,
        headers: { ...mail.headers },
        tags: [{ name: OUTBOX_TAG, value: mail.id }],
      },
      { idempotencyKey: mail.id, signal: AbortSignal.timeout(ANSWER_MS) },
    );
  } catch (error) {
    throw new MailError({ permanent: false, cause: error });
  }
}

function resendFailure(error: ErrorResponse, retryAfter: string | undefined): MailError {
  const cause = new Error(`resend answered ${error.statusCode ?? 'nothing'}: ${error.name}`);
  if (FINAL.has(error.name) && FINAL_STATUS.has(error.statusCode)) return new MailError({ permanent: true, detail: 'refused', cause });
  const seconds = Number(retryAfter);
  const wait = error.name === 'rate_limit_exceeded' ? { retryAfterSeconds: seconds > 0 && seconds < 3600 ? seconds : 1 } : {};
  return new MailError({ permanent: false, cause, ...wait });
}
