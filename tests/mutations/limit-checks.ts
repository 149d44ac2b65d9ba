// The checks of limits: what a plan allows, how often something may be done, and what the operator alone does.
import { type Mutation, NOTHING, of } from './check.ts';

export const limitChecks: readonly Mutation[] = [
  ...of('server/blobs/directory.ts', [
    ['files leave what is reserved to the database', 'await this.#needRoom(range.length);', NOTHING, 'server/blobs-directory', 'leaves what is reserved'],
  ]),
  ...of('server/blobs/s3-direct.ts', [
    ['a URL takes one segment and nothing longer', "return forLength(url, { method: 'PUT', length, secretKey: this.#secretKey });", 'return url;', 'server/blobs.s3', 'fills the store'],
  ]),
  ...of('server/jobs/expiry.ts', [
    ['what is past its date is deleted some at a time', 'const AT_ONCE = 200;', 'const AT_ONCE = 100_000;', 'server/expiry', 'however many'],
  ]),
  ...of('server/known-browser.ts', [
    ['a browser is known for the address that logged in there', "found.marks.some((mark) => timingSafeEqual(Buffer.from(mark, 'base64url'), own))", 'own.length > 0', 'password-oracle', 'count as from anywhere'],
  ]),
  ...of('server/routes/accounts/session-start.ts', [
    ['and for one that was proved', '  if (session.confirmed) {\n', '  {\n', 'password-oracle', 'count as from anywhere'],
  ]),
  ...of('server/routes/login.ts', [
    ['wrong log-ins from elsewhere keep nobody out of it', 'const uses = browser === null ? fromAnywhere :', "const uses = browser !== '' ? fromAnywhere :", 'password-oracle', 'do not keep somebody out'],
    ['and it has limits of its own', 'for (const use of uses) await count(parts, use);', "for (const use of uses) if (use.rate !== 'log-in-known') await count(parts, use);", 'password-oracle', 'from such a browser'],
  ]),
  ...of('server/routes/recovery.ts', [
    ['wrong kits are counted', "await count(parts, { rate: 'recovery-by-address', key: address, now });", NOTHING, 'server/renewal', 'limits tries'],
    ['and right ones are not', "    const proved = constantTimeEqual(", "    await count(parts, { rate: 'recovery-by-address', key: address, now });\n    const proved = constantTimeEqual(", 'locked-out', 'with the kit'],
  ]),
  ...of('server/routes/invitations.ts', [
    ['an invitation is renewed so often and no more', ".post('/:id/renew', upTo('small'), signedIn, byAccount('settings-change'),", ".post('/:id/renew', upTo('small'), signedIn,", 'server/invitations', 'renewed so often'],
  ]),
  ...of('server/middleware/body.ts', [
    ['bodies are held as far as there is room', 'takeRoom(c, announced(c, maxSize))', 'takeRoom(c, 0)', 'held-memory', 'bodies whose end'],
    ['and give it back when they are done', "    } finally {\n      giveBack();\n    }", "    } finally {\n      void giveBack;\n    }", 'held-memory', 'bodies whose end'],
  ]),
  ...of('server/middleware/memory-room.ts', [
    ['one holds no more than their share', "if (held > 0 && held + bytes > MEMORY_ROOM.ofOne) throw new ApiError('too_many_requests', { retryAfter: RETRY_AFTER });", NOTHING, 'held-memory', 'bodies whose end'],
    ['all hold no more than the server bears', "if (together[holder.side] + bytes > MEMORY_ROOM[holder.side]) throw new ApiError('unavailable', { retryAfter: RETRY_AFTER });", NOTHING, 'held-memory', 'all strangers together'],
    ['strangers take no room of those who are signed in', "session === undefined ? { side: 'ofStrangers',", "session?.device !== null ? { side: 'ofStrangers',", 'held-memory', 'all strangers together'],
    ['an answer is held until its reader has it', "else outgoing.once('close', giveBack);", 'else giveBack();', 'held-memory', 'answers that nobody reads'],
  ]),
  ...of('server/database/rate-limits.ts', [
    ['no more than the limit, also where all come at once', "    where held.resets_at <= ${now} or held.used + excluded.used <= ${limit}\n", NOTHING, 'database/rate-limits', 'all come at once'],
    ['what costs more than the limit is not begun', 'if (cost > limit) return { resetsAt };', NOTHING, 'database/rate-limits', 'as a whole'],
  ]),
  ...of('server/routes/invitations/new-invitations.ts', [
    ['invitations are counted, however many ask at once', "await count({ ...parts, database: writer }, { rate: 'invitations', key: practice.id, now, cost: invitations.length, limit: session.allowed.invitationsADay ?? 0 });", NOTHING, 'administrators-at-once', 'of invitations by racing'],
    ['who invites takes turns with who takes somebody back', "if (session.membership !== null && invitations.some(({ role }) => role !== undefined)) await lockPractice(writer, session.membership.practice.id);", NOTHING, 'member-limit', 'is being taken back'],
    ['nobody is invited for whom there is no room', 'if (joining.length > 0) await assertPlaces(writer, { practice: practice.id, more: joining.length, now });', NOTHING, 'member-limit', 'says of itself'],
  ]),
  ...of('server/routes/coworker-invitations.ts', [
    ['an invitation mailed again counts as one', "await count({ ...parts, database: writer }, { rate: 'invitations', key: practice, now, limit: session.allowed.invitationsADay ?? 0 });", NOTHING, 'administrators-at-once', 'of invitations by racing'],
    ['the same one is mailed so often and no more', "await count(parts, { rate: 'mailed-again', key: id, now });", NOTHING, 'server/coworker-invitations', 'mailed again'],
    ['so many at once', "\n    .max(COWORKERS_AT_ONCE)\n", "\n", 'administrators-at-once', 'of invitations by racing'],
  ]),
  ...of('server/routes/messages/send.ts', [
    ['notices are counted, for all members together', 'await count({ ...parts, database: writer }, { ...noticeRate(session), now, cost: body.recipients.length });', NOTHING, 'server/sending', 'over all its members'],
  ]),
  ...of('server/routes/messages/recipients.ts', [
    ['advanced types go where the plan lets them', "if (!maySend(session, { typeClass: body.typeClass, outsiders })) throw new ApiError('advanced_not_allowed');", NOTHING, 'server/sending', 'sponsors only'],
  ]),
  ...of('web/session/vault/sending.ts', [
    ['nobody is invited for more files than a message lists', "if (!canList(draft.attachments)) throw new VaultError('too_many_files');", NOTHING, 'web/message-room', 'the vault'],
    ['nobody is invited for more people than a message goes to', "if (recipients.length > RECIPIENTS_OF_A_MESSAGE) throw new VaultError('too_many_recipients');", NOTHING, 'web/message-room', 'the vault'],
  ]),
  ...of('web/features/compose/add-files.ts', [
    ['nothing is uploaded that has no place in the message', '!isListed(each) && !canList([...listed(), { name, path: each.path, mediaType, size }])', 'false', 'web/message-room', 'files that are added'],
  ]),
  ...of('web/session/message-room.ts', [
    ['names and folders have room in the draft and the manifest', ' && files.reduce((sum, file) => sum + recordBytes(file), 0) <= RECORDS_MAX_BYTES', NOTHING, 'web/message-room', 'the room for files'],
  ]),
  ...of('web/session/vault/state-change.ts', [
    ['what is too long to be kept is told as that', "if (content.length > STATE_CONTENT_MAX) throw new VaultError('too_large');", NOTHING, 'web/message-room', 'no draft holds'],
  ]),
  ...of('server/routes/invitations/register.ts', [
    ['nobody joins for whom there is no room any more', 'await assertPlaceKept(writer, { practice, now });', NOTHING, 'member-limit', 'register or join at once'],
  ]),
  ...of('server/routes/invitee.ts', [
    ['and they hear of it before they choose a password', 'await assertPlaceKept(parts.database, { practice: invitation.practice_id, now });', NOTHING, 'server/plans', 'removes nobody'],
  ]),
  ...of('server/routes/members.ts', [
    ['nobody is taken back for whom there is no room', 'await assertPlaces(writer, { practice, more: 1, now });', NOTHING, 'member-limit', 'takes somebody back'],
  ]),
  ...of('server/database/places.ts', [
    ['who is invited has a place', "sql<number>`count(distinct invitations.address)`", "sql<number>`0`", 'member-limit', 'who invite at once'],
    ['who starts again has theirs already', "        .where('invitations.restart', '=', false)\n", NOTHING, 'server/plans', 'starts again'],
    ['who was invited long ago has none', "        .where('invitations.expires_at', '>', now)\n", NOTHING, 'server/plans', 'starts again'],
    ['nor has a guest', "        .where('invitations.role', 'is not', null)\n", NOTHING, 'server/plans', 'starts again'],
    ['a practice’s own limit is in force', 'coalesce(practices.member_limit, plans.member_limit)', 'plans.member_limit', 'server/plans', 'own, and is told'],
  ]),
  ...of('server/database/sessions.ts', [
    ['who belongs to no practice has a guest’s limits', "sql`coalesce(practices.plan, 'guest')`", "sql`coalesce(practices.plan, 'paid')`", 'server/sending', 'sponsors only'],
  ]),
  ...of('server/limits.ts', [
    ['who invites, the plan says', 'return confirmed && allowed.inviting;', 'return confirmed;', 'server/sending', 'limits of a guest'],
    ['and who sends advanced types', 'message.outsiders === 0 || allowed.advancedToOutsiders', 'true', 'server/sending', 'limits of a guest'],
    ['members and invited people together are no more than the limit', 'if (members + invited + more > limit)', 'if (members + more > limit)', 'member-limit', 'who invite at once'],
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
    ['practices are told to the operator', ".get('/practices', byClient('operator-by-client'), operator, async", ".get('/practices', byClient('operator-by-client'), async", 'server/rights', 'GET /api/operator/practices'],
    ['what plans allow is for the operator to change', ".patch('/plans/:plan', upTo('small'), byClient('operator-by-client'), operator,", ".patch('/plans/:plan', upTo('small'), byClient('operator-by-client'),", 'server/rights', 'PATCH /api/operator/plans/:plan'],
    ['what guests cannot have is refused', "if (fields.length > 0) throw new ApiError('invalid_request', { fields });", NOTHING, 'operator/operator-api', 'room, and what a plan allows'],
    ['tokens are not guessed', ".put('/practices/:id/plan', upTo('small'), byClient('operator-by-client'), ", ".put('/practices/:id/plan', upTo('small'), ", 'operator/operator-api', 'only so often'],
  ]),
  ...of('server/database/operator-tokens.ts', [
    ['a token of the operator’s runs out', "    .where('expires_at', '>', now)\n", NOTHING, 'operator/operator-api', 'whose time is over'],
  ]),
  ...of('web/session/vault/server-settings.ts', [
    ['no access code opens longer than an operator may set', 'Math.min(Math.max(days, 1), LONGEST_INVITATION_DAYS)', 'days', 'attacks/endless-invitation', 'for good|more than that|none|the past'],
  ]),
];
