// The whole application as one table: what every request passes, and which resource answers where. `Api` is the type that the
// web client and the command line talk through (hc<Api>).
import { Hono } from 'hono';
import { ApiError } from './api-error.ts';
import type { Env } from './env.ts';
import { answerError } from './middleware/errors.ts';
import { oneName } from './middleware/one-name.ts';
import { request } from './middleware/request.ts';
import { requestLog } from './middleware/request-log.ts';
import { sameOrigin } from './middleware/same-origin.ts';
import { securityHeaders } from './middleware/security-headers.ts';
import { endUnreadBody } from './middleware/unread-body.ts';
import type { Parts } from './parts.ts';
import { activity, practiceActivity } from './routes/activity.ts';
import { addressChange } from './routes/address-change.ts';
import { attachments } from './routes/attachments.ts';
import { confirm } from './routes/confirm.ts';
import { coworkerInvitations } from './routes/coworker-invitations.ts';
import { deletion } from './routes/deletion.ts';
import { developmentMail } from './routes/development-mail.tsx';
import { events } from './routes/events.ts';
import { invitations } from './routes/invitations.ts';
import { invitee } from './routes/invitee.ts';
import { login, reauthenticate } from './routes/login.ts';
import { accounts, addresses } from './routes/look-ups.ts';
import { members } from './routes/members.ts';
import { messages } from './routes/messages.ts';
import { noticeTimes } from './routes/notice-times.ts';
import { operators } from './routes/operator.ts';
import { passkeyLogin } from './routes/passkey-login.ts';
import { passkeys } from './routes/passkeys.ts';
import { ownData } from './routes/own-data.ts';
import { password, rekey } from './routes/password.ts';
import { practiceProfile, senderProfile } from './routes/practice-profile.ts';
import { practice, profile } from './routes/practice.ts';
import { practiceTexts } from './routes/practice-texts.ts';
import { recovery } from './routes/recovery.ts';
import { restart } from './routes/restart.ts';
import { handOvers } from './routes/hand-overs.ts';
import { health, settings } from './routes/server-state.ts';
import { secondFactor } from './routes/second-factor.ts';
import { share } from './routes/share.ts';
import { devices, session, wraps } from './routes/session.ts';
import { statements } from './routes/statements.ts';
import { signUp } from './routes/sign-up.ts';
import { state } from './routes/state.ts';
import { webhooks } from './routes/webhooks.ts';
import { staticFiles } from './static.ts';

const api = new Hono<Env>()
  // anybody
  .route('/health', health)
  .route('/settings', settings)
  .route('/sign-up', signUp)
  .route('/confirm', confirm)
  .route('/login', login)
  .route('/login/passkey', passkeyLogin)
  .route('/recovery', recovery)
  .route('/restart', restart)
  .route('/invitations', invitee)
  .route('/webhooks', webhooks)
  // whoever has a token of the operator's
  .route('/operator', operators)
  // whoever is signed in
  .route('/reauthenticate', reauthenticate)
  .route('/session', session)
  .route('/devices', devices)
  .route('/wraps', wraps)
  .route('/password', password)
  .route('/rekey', rekey)
  .route('/second-factor', secondFactor)
  .route('/passkeys', passkeys)
  .route('/address-change', addressChange)
  .route('/state', state)
  .route('/events', events)
  .route('/addresses', addresses)
  .route('/accounts', accounts)
  .route('/accounts', senderProfile)
  .route('/invitations', invitations)
  .route('/messages', messages)
  .route('/attachments', attachments)
  .route('/hand-overs', handOvers)
  .route('/activity', activity)
  .route('/practice/activity', practiceActivity)
  .route('/practice/members', members)
  .route('/practice/invitations', coworkerInvitations)
  .route('/practice/profile', practiceProfile)
  .route('/practice/texts', practiceTexts)
  .route('/practice/statements', statements)
  .route('/practice', practice)
  .route('/profile', profile)
  .route('/notice-times', noticeTimes)
  .route('/own-data', ownData)
  .route('/deletion', deletion);

/** Puts the application together. Nothing here has an effect before a request comes. */
export function createApp(parts: Parts) {
  return new Hono<Env>()
    .onError(answerError)
    .notFound((c) => answerError(new ApiError('not_found'), c))
    .use(request(parts), requestLog, securityHeaders(parts))
    // Before the rule that what changes anything comes from our own pages: another app's files do not, and change nothing.
    .route('/share', share)
    .use(sameOrigin, endUnreadBody)
    .route('/development/mail', developmentMail)
    .route('/api', api)
    .use(oneName(parts), staticFiles(parts.client));
}

export type Api = ReturnType<typeof createApp>;
