// Reports from the mail provider: delivered, bounced, complained. Believed by their signature only.
import { Hono } from 'hono';
import { ApiError } from '../api-error.ts';
import { markReported } from '../database/outbox.ts';
import type { Env } from '../env.ts';
import { readResendReport } from '../mail/resend-report.ts';
import { upTo } from '../middleware/body.ts';

export const webhooks = new Hono<Env>().post('/resend', upTo('small'), async (c) => {
  const { settings, database, log } = c.var.parts;
  const { mail: way } = settings;
  if (way.kind !== 'resend' || way.webhookSecret === null) throw new ApiError('not_found');
  const header = (name: string) => c.req.header(`svix-${name}`) ?? '';
  // The signature is over the body's bytes as they came, so they are read as text and parsed only after it has held.
  const signed = { body: await c.req.text(), id: header('id'), timestamp: header('timestamp'), signature: header('signature') };
  const received = readResendReport(signed, { apiKey: way.apiKey, webhookSecret: way.webhookSecret });
  if (received === null) throw new ApiError('not_verified');
  const { mail, providerId, report } = received;
  if (report !== null) {
    const changed = await markReported(database, { id: mail, providerId, report });
    log.info({ mail, status: report.status, detail: report.detail, changed }, 'mail reported');
  }
  return c.body(null, 204);
});
