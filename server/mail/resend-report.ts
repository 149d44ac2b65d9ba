// What Resend reports about mail it took: the signed webhook's body, read into our own terms. The addresses and the text
// that the reports carry are not looked at.
import { Resend } from 'resend';
import { z } from 'zod';
import type { DeliveryReport } from '../database/outbox.ts';
import type { MailDetail } from './mailer.ts';
import { OUTBOX_TAG } from './resend.ts';

export type SignedReport = { body: string; id: string; timestamp: string; signature: string };

/** The client asks for its key even where only the secret matters. */
export type ReportKeys = { apiKey: string; webhookSecret: string };

/** `mail` is our own id, `providerId` Resend's; `report` is null for events that say nothing about the mail's fate. */
export type ResendReport = { mail: string | null; providerId: string; report: DeliveryReport | null };

const event = z.object({
  type: z.string(),
  data: z.object({
    email_id: z.string().max(100),
    tags: z.record(z.string(), z.string()).catch({}),
    bounce: z.object({ type: z.string().catch(''), subType: z.string().catch('') }).optional(),
  }),
});

/** Null unless the signature is right and younger than five minutes, and for bodies that are no event about a mail. */
export function readResendReport({ body, ...headers }: SignedReport, { apiKey, webhookSecret }: ReportKeys): ResendReport | null {
  const verified = verify(new Resend(apiKey), { payload: body, headers, webhookSecret });
  const parsed = event.safeParse(verified);
  if (!parsed.success) return null;
  const { type, data } = parsed.data;
  const tag = data.tags[OUTBOX_TAG] ?? '';
  return {
    mail: /^[A-Za-z0-9_-]{22}$/.test(tag) ? tag : null,
    providerId: data.email_id,
    report: reportOf(type, data.bounce),
  };
}

function verify({ webhooks }: Resend, signed: Parameters<Resend['webhooks']['verify']>[0]): unknown {
  try {
    return webhooks.verify(signed);
  } catch {
    return null;
  }
}

function reportOf(type: string, bounce: { type: string; subType: string } | undefined): DeliveryReport | null {
  switch (type) {
    case 'email.delivered':
      return { status: 'delivered', detail: null };
    case 'email.complained':
      return { status: 'delivered', detail: 'complained' };
    case 'email.delivery_delayed':
      return { status: 'sent', detail: 'delayed' };
    case 'email.bounced':
      return { status: 'bounced', detail: bounceDetail(bounce) };
    case 'email.suppressed':
      return { status: 'bounced', detail: 'suppressed' };
    case 'email.failed':
      return { status: 'failed', detail: 'refused' };
    default:
      return null;
  }
}

const BOUNCES: Record<string, MailDetail> = {
  NoEmail: 'no_such_mailbox',
  Suppressed: 'suppressed',
  OnAccountSuppressionList: 'suppressed',
  MailboxFull: 'mailbox_full',
  MessageTooLarge: 'too_large',
  ContentRejected: 'content_refused',
  AttachmentRejected: 'content_refused',
};

function bounceDetail(bounce: { subType: string } | undefined): MailDetail {
  return BOUNCES[bounce?.subType ?? ''] ?? 'recipient_refused';
}
