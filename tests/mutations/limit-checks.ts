// The checks of limits: what a plan allows, how often something may be done, and what the operator alone does.
import { type Mutation, NOTHING, of } from './check.ts';

export const limitChecks: readonly Mutation[] = [
  ...of('server/database/rate-limits.ts', [
    ['no more than the limit, also where all come at once', "    where held.resets_at <= ${now} or held.used + excluded.used <= ${limit}\n", NOTHING, 'database/rate-limits', 'all come at once'],
    ['what costs more than the limit is not begun', 'if (cost > limit) return { resetsAt };', NOTHING, 'database/rate-limits', 'as a whole'],
  ]),
  ...of('server/routes/invitations/new-invitations.ts', [
    ['invitations are counted, however many ask at once', "await count({ ...parts, database: writer }, { rate: 'invitations', key: practice.id, now, cost: invitations.length });", NOTHING, 'coworkers', 'of invitations by racing'],
  ]),
  ...of('server/routes/coworker-invitations.ts', [
    ['an invitation mailed again counts as one', "await count({ ...parts, database: writer }, { rate: 'invitations', key: practice, now });", NOTHING, 'coworkers', 'of invitations by racing'],
    ['the same one is mailed so often and no more', "await count(parts, { rate: 'mailed-again', key: id, now });", NOTHING, 'server/coworker-invitations', 'mailed again'],
    ['so many at once', "\n    .max(COWORKERS_AT_ONCE)\n", "\n", 'coworkers', 'of invitations by racing'],
  ]),
  ...of('server/routes/messages/send.ts', [
    ['notices are counted, for all members together', 'await count({ ...parts, database: writer }, { ...noticeRate(session), now, cost: body.recipients.length });', NOTHING, 'server/sending', 'over all its members'],
  ]),
  ...of('server/routes/messages/recipients.ts', [
    ['advanced types go where the plan lets them', "if (!maySend(session, { typeClass: body.typeClass, outsiders })) throw new ApiError('advanced_not_allowed');", NOTHING, 'server/sending', 'sponsors only'],
  ]),
  ...of('server/limits.ts', [
    ['a free practice invites nobody', 'return confirmed && isSubscriber(standing);', 'return confirmed;', 'server/sending', 'limits of a guest'],
    ['and sends advanced types as a guest does', 'message.outsiders === 0 || isSubscriber(standing)', 'message.outsiders === 0 || standing.membership !== null', 'server/sending', 'limits of a guest'],
  ]),
  ...of('server/database/practices.ts', [
    ['a guest’s network is its sponsors', "where.selectFrom('sponsorships').select('practice_id').where('account_id', '=', sender)", "where.selectFrom('practices').select('id')", 'server/sending', 'sponsors only'],
  ]),
  ...of('server/routes/attachments/room.ts', [
    ['no more room than there is', "if (used + size > limit) throw new ApiError('quota_reached', { used, limit });", NOTHING, 'server/storage', 'shared by the members'],
    ['nor more than may lie around unsent', 'if (pending.files >= allowed.files || size > left) throw', 'if (size > left) throw', 'server/attachments', 'before its address has confirmed'],
  ]),
  ...of('server/database/storage.ts', [
    ['colleagues who take the last room take turns', "where('id', '=', practice).forNoKeyUpdate()", "where('id', '=', practice)", 'server/storage', 'take the last of it'],
  ]),
  ...of('server/middleware/guards.ts', [
    ['the operator’s API is for the operator’s tokens', "if (token === null) throw new ApiError('not_signed_in');", NOTHING, 'operator/operator-api', 'every other token'],
  ]),
  ...of('server/routes/operator.ts', [
    ['practices are told to the operator', "byClient('operator-by-client'), operator, async", "byClient('operator-by-client'), async", 'server/rights', 'GET /api/operator/practices'],
    ['tokens are not guessed', ".put('/practices/:id/plan', upTo('small'), byClient('operator-by-client'), ", ".put('/practices/:id/plan', upTo('small'), ", 'operator/operator-api', 'only so often'],
  ]),
  ...of('server/database/operator-tokens.ts', [
    ['a token of the operator’s runs out', "    .where('expires_at', '>', now)\n", NOTHING, 'operator/operator-api', 'whose time is over'],
  ]),
];
