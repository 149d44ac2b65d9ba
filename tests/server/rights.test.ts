// Who gets what from every route there is: role × route → status. A route that is missing here fails the test, and so does one that
// is gone. `owner` owns everything that paths name: message, attachments, invitation, device.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId, type Id } from '#crypto';
import { BrowserStandIn, refusal, type Answer } from '../support/browser-stand-in.ts';
import { anotherDevice, assemble, type Cast, join } from '../support/cast.ts';
import { attach } from '../support/attaching.ts';
import { send } from '../support/correspondence.ts';
import { founder, somebody, type TestClient } from '../support/client.ts';
import { inviteCoworker } from '../support/coworkers.ts';
import { setProfile } from '../support/practice-profile.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

type Role = 'nobody' | 'unconfirmed' | 'guest' | 'stranger' | 'colleague' | 'administrator' | 'owner';
const ROLES: Role[] = ['nobody', 'unconfirmed', 'guest', 'stranger', 'colleague', 'administrator', 'owner'];

/** `administrator`: of the owner's practice, as the colleague is its member. */
type World = Cast & { administrator: TestClient; attachment: Id; unsent: Id; invitation: Id; device: Id; coworkerInvitation: Id };
type Row = { body?: unknown; of?: (world: World) => string; expected: Record<Role, string> };

const TOKEN = 'A'.repeat(43);
/** An answer to no challenge of ours, by a passkey that nobody has. */
const ASSERTION = { credential: 'AAAA', clientData: 'AAAA', authenticatorData: 'A'.repeat(60), signature: 'AAAA', userHandle: null };
const ATTESTATION = { credential: 'AAAA', clientData: 'AAAA', attestation: 'AAAA', transports: [] };
const SIGN_IN = '401 not_signed_in';
const EMPTY = '400 invalid_request';

const anybody = (expected: string, body?: unknown): Row => ({ body, expected: Object.fromEntries(ROLES.map((role) => [role, expected])) as Row['expected'] });
const signedIn = (expected: string, body?: unknown): Row => ({ body, expected: { ...anybody(expected).expected, nobody: SIGN_IN } });
const confirmed = (expected: string, body?: unknown): Row => ({ body, expected: { ...signedIn(expected).expected, unconfirmed: '403 not_confirmed' } });
const own = (expected: string, row: Pick<Row, 'body' | 'of'>): Row => ({ ...row, expected: { ...signedIn('404 not_found').expected, owner: expected } });
const guests = (expected: string): Pick<Row['expected'], 'unconfirmed' | 'guest'> => ({ unconfirmed: expected, guest: expected });
/** The stranger and the unconfirmed one each own a practice: theirs is what they see. */
const administrators = (expected: string): Row['expected'] => ({ ...signedIn(expected).expected, guest: '403 not_allowed', colleague: '403 not_allowed' });
/** Of the owner’s practice, for its administrators; other practices know of nobody here. */
const ofPractice = (expected: string, row: Pick<Row, 'body' | 'of'>): Row => ({ ...row, expected: { ...administrators('404 not_found'), administrator: expected, owner: expected } });
/** What an administrator does to nobody who is an owner. */
const ofTheOwner = (expected: string): Row => {
  const row = ofPractice(expected, { of: (world) => world.owner.account });
  return { ...row, expected: { ...row.expected, administrator: '403 not_allowed' } };
};
const withoutStandIn = { nobody: '404 not_found', ...guests('404 not_found'), stranger: '404 not_found', colleague: '404 not_found', administrator: '404 not_found', owner: '404 not_found' };

const message = (world: World) => world.message;
const attachment = (world: World) => world.attachment;
const invitation = (world: World) => world.invitation;
const colleague = (world: World) => world.colleague.account;
const coworkerInvitation = (world: World) => world.coworkerInvitation;

const TABLE: Record<string, Row> = {
  'GET /api/health': anybody('200'),
  'GET /api/settings': anybody('200'),
  'GET /api/settings/processing': anybody('200'),
  'POST /api/sign-up/start': anybody(EMPTY, {}),
  'POST /api/sign-up/finish': anybody(EMPTY, {}),
  'POST /api/confirm/view': anybody('410 confirmation_expired', { token: TOKEN }),
  'POST /api/confirm': anybody('410 confirmation_expired', { token: TOKEN }),
  'POST /api/confirm/resend': signedIn('204'),
  'POST /api/login/start': anybody(EMPTY, {}),
  'POST /api/login/finish': anybody('401 wrong_credentials', { login: TOKEN, finish: 'AAAA' }),
  'POST /api/login/second-factor': anybody('410 ticket_expired', { ticket: TOKEN, code: '123456' }),
  'POST /api/login/second-factor/passkey': anybody('410 ticket_expired', { ticket: TOKEN }),
  'POST /api/login/passkey/start': anybody('200'),
  'POST /api/login/passkey/finish': anybody('401 wrong_passkey', { passkey: ASSERTION }),
  'POST /api/recovery/start': anybody(EMPTY, {}),
  'POST /api/recovery/finish': anybody(EMPTY, {}),
  'POST /api/restart/view': anybody('410 restart_expired', { token: TOKEN }),
  'POST /api/restart/start': anybody('410 restart_expired', { token: TOKEN, request: 'AAAA' }),
  'POST /api/restart/finish': anybody(EMPTY, {}),
  // Without a mail provider there is nothing here.
  'POST /api/webhooks/resend': anybody('404 not_found', {}),
  // No session opens these, the owner's neither: only a token of the operator's (tests/operator/operator-api.test.ts).
  'GET /api/operator/practices': anybody(SIGN_IN),
  'PUT /api/operator/practices/:id/plan': anybody(SIGN_IN, { plan: 'paid' }),
  'PUT /api/operator/practices/:id/storage': anybody(SIGN_IN, { bytes: null }),
  'PUT /api/operator/practices/:id/members': anybody(SIGN_IN, { members: null }),
  'GET /api/operator/plans': anybody(SIGN_IN),
  'PATCH /api/operator/plans/:plan': { ...anybody(SIGN_IN, { members: 9 }), of: () => 'free' },

  'POST /api/reauthenticate': signedIn('401 wrong_credentials', { login: TOKEN, finish: 'AAAA' }),
  'GET /api/session': signedIn('200'),
  'GET /api/session/share': signedIn('200'),
  'POST /api/session/active': signedIn('204'),
  'DELETE /api/session': signedIn('204'),
  'GET /api/devices': signedIn('200'),
  'DELETE /api/devices/:id': own('204', { of: (world) => world.device }),
  'DELETE /api/devices': signedIn('204'),
  'GET /api/wraps': signedIn('200'),
  'POST /api/password/start': signedIn('410 ticket_expired', { reauth: TOKEN, request: 'AAAA' }),
  'POST /api/password/finish': signedIn(EMPTY, {}),
  'POST /api/rekey': signedIn(EMPTY, {}),
  'GET /api/passkeys': signedIn('200'),
  'POST /api/passkeys/challenge': signedIn('200'),
  'POST /api/passkeys/start': signedIn('410 ticket_expired', { reauth: TOKEN }),
  'POST /api/passkeys/finish': signedIn('401 wrong_passkey', { passkey: ATTESTATION, name: 'Key', wrap: null }),
  // Nobody here has one; whose it is, tests/attacks/passkeys.test.ts asks.
  'PATCH /api/passkeys/:id': signedIn('404 not_found', { name: 'Renamed' }),
  'POST /api/passkeys/:id/unlock': signedIn('401 wrong_passkey', { reauth: TOKEN, passkey: ASSERTION, wrap: { version: 2, sealed: 'A'.repeat(64) } }),
  'POST /api/passkeys/:id/remove': signedIn('401 wrong_second_factor', { reauth: TOKEN, code: '123456' }),
  'GET /api/events': signedIn('200'),
  'GET /api/second-factor': signedIn('200'),
  'POST /api/second-factor/set-up/start': signedIn('410 ticket_expired', { reauth: TOKEN }),
  'POST /api/second-factor/set-up/finish': signedIn('410 ticket_expired', { setUp: TOKEN, code: '123456' }),
  // Nobody here has one: no code of theirs is right.
  'POST /api/second-factor/codes': signedIn('401 wrong_second_factor', { reauth: TOKEN, code: '123456' }),
  'POST /api/second-factor/off': signedIn('401 wrong_second_factor', { reauth: TOKEN, code: '123456' }),
  'GET /api/state': signedIn('200'),
  'POST /api/state/read': signedIn('200', { names: ['keyring'] }),
  'PUT /api/state': signedIn(EMPTY, {}),

  'POST /api/addresses/lookup': confirmed('200', { addresses: [] }),
  'POST /api/accounts/lookup': signedIn('200', { accounts: [] }),

  'GET /api/invitations': signedIn('200'),
  'POST /api/invitations': { body: {}, expected: { ...signedIn(EMPTY).expected, ...guests('403 guests_do_not_invite') } },
  'POST /api/invitations/:id/renew': own('400 not_verified', { of: invitation, body: { object: { json: '{}', signatures: ['AAAA'] } } }),
  'POST /api/invitations/:id/view': { ...anybody('200', {}), of: invitation },
  'POST /api/invitations/:id/ask': { ...anybody('403 mailbox_token_required', { token: TOKEN }), of: invitation },
  'POST /api/invitations/:id/redeem': { ...anybody('401 wrong_code', { proof: TOKEN }), of: invitation },
  'POST /api/invitations/:id/register/start': { ...anybody('410 ticket_expired', { ticket: TOKEN, request: 'AAAA' }), of: invitation },
  'POST /api/invitations/:id/register/finish': { ...anybody(EMPTY, {}), of: invitation },
  'POST /api/invitations/:id/claim': { ...signedIn(EMPTY, {}), of: invitation },
  'POST /api/invitations/:id/cancel': own('204', { of: invitation }),

  'POST /api/messages': confirmed(EMPTY, {}),
  'GET /api/messages': signedIn('200'),
  'GET /api/messages/conversations': signedIn(EMPTY),
  'GET /api/messages/catalogue': signedIn(EMPTY),
  'POST /api/messages/rows': signedIn('200', { ids: [] }),
  'POST /api/messages/read': signedIn('200', { ids: [] }),
  // What is not one's own is passed over, and only what is in one's own trash goes (tests/server/trash.test.ts).
  'PATCH /api/messages': signedIn(EMPTY, {}),
  // It has gone out, so it is too late to undo; to everybody else it is none of theirs.
  'POST /api/messages/:id/undo': own('409 message_released', { of: message }),
  'POST /api/messages/:id/recall': own('200', { of: message, body: { addresses: ['nobody@elsewhere.example'] } }),
  'POST /api/messages/remove': signedIn(EMPTY, {}),
  'POST /api/messages/empty-trash': signedIn('200'),
  'GET /api/messages/threads/:id': { of: message, expected: signedIn('200').expected },
  'GET /api/messages/:id': { of: message, expected: { ...own('200', {}).expected, guest: '200' } },
  'PATCH /api/messages/:id': { of: message, body: { read: true }, expected: { ...own('204', {}).expected, guest: '204' } },

  'POST /api/attachments': signedIn(EMPTY, {}),
  'PUT /api/attachments/:id/segments/:index': own('409 conflict', { of: attachment, body: new Uint8Array(8) }),
  // Without an object store that browsers reach there is nothing here (tests/server/attachments.test.ts has one).
  'GET /api/attachments/:id/segments/:index/direct': signedIn('404 not_found'),
  'GET /api/attachments/:id/content/direct': signedIn('404 not_found'),
  'GET /api/attachments/storage': signedIn('200'),
  'GET /api/attachments/:id': own('200', { of: attachment }),
  'POST /api/attachments/:id/complete': own('204', { of: attachment }),
  'GET /api/attachments/:id/content': { of: attachment, expected: { ...own('200', {}).expected, guest: '200' } },
  'PUT /api/attachments/:id/thumbnail': own('204', { of: (world) => world.unsent, body: new Uint8Array(73) }),
  'GET /api/attachments/:id/thumbnail': { of: attachment, expected: { ...own('200', {}).expected, guest: '200' } },
  'DELETE /api/attachments/:id': own('204', { of: (world) => world.unsent }),

  'GET /api/activity': signedIn('200'),
  'GET /api/activity/days': signedIn(EMPTY),
  'GET /api/activity/export': signedIn('200'),
  'GET /api/practice/activity': { expected: administrators('200') },
  'GET /api/practice/activity/days': { expected: administrators(EMPTY) },
  'GET /api/practice/activity/export': { expected: administrators('200') },
  // What each does is in tests/server/coworkers.test.ts and shut-out-coworkers.test.ts; whose it is, and what an administrator may not do
  // to an owner, in tests/attacks/coworkers.test.ts. Here each is asked for what changes nothing.
  'GET /api/practice/members': { expected: administrators('200') },
  'PATCH /api/practice/members/:id': ofPractice('204', { of: colleague, body: { role: 'member' } }),
  'POST /api/practice/members/:id/suspend': ofTheOwner('409 last_owner'),
  'POST /api/practice/members/:id/resume': ofPractice('204', { of: colleague }),
  'DELETE /api/practice/members/:id': ofTheOwner('409 last_owner'),
  'POST /api/practice/members/:id/return': ofPractice('404 not_found', { of: colleague }),
  'POST /api/practice/members/:id/attest': ofPractice('204', { of: colleague, body: { member: { json: '{}', signatures: ['AAAA'] } } }),
  'POST /api/practice/invitations/check': { body: { addresses: [] }, expected: { ...administrators('200'), unconfirmed: '403 not_confirmed' } },
  'POST /api/practice/invitations': { body: {}, expected: { ...administrators(EMPTY), unconfirmed: '403 not_confirmed' } },
  'POST /api/practice/invitations/:id/mail': { of: coworkerInvitation, expected: { ...ofPractice('204', {}).expected, unconfirmed: '403 not_confirmed' } },
  'POST /api/practice/invitations/:id/cancel': ofPractice('204', { of: coworkerInvitation }),
  'GET /api/practice/members/:id/only-theirs': ofPractice('200', { of: colleague }),
  // Once an hour, whoever asks: the administrator has, just before the owner.
  'POST /api/practice/members/:id/ask-for-hand-over': {
    of: colleague, body: { to: null }, expected: { ...ofPractice('204', {}).expected, owner: '429 too_many_requests' },
  },
  // What a member's browser makes of them is in tests/attacks/practice-texts.test.ts.
  'GET /api/practice/texts': { expected: { ...signedIn('200').expected, guest: '404 not_found' } },
  'GET /api/practice/texts/members': { expected: administrators('200') },
  'PUT /api/practice/texts': { body: {}, expected: administrators(EMPTY) },
  'GET /api/practice': { expected: { ...signedIn('200').expected, guest: '404 not_found' } },
  // Who may found one is in tests/server/founding.test.ts and tests/attacks/founding.test.ts.
  'POST /api/practice': confirmed(EMPTY, {}),
  'PATCH /api/practice': { body: { replyTo: null }, expected: { ...signedIn('204').expected, guest: '403 not_allowed', colleague: '403 not_allowed' } },
  // What a profile may say and who may read whose is in tests/server/practice-profile.test.ts and tests/attacks/practice-profile.test.ts.
  'GET /api/practice/profile': { expected: { ...signedIn('200').expected, guest: '404 not_found' } },
  'PUT /api/practice/profile': { body: {}, expected: administrators(EMPTY) },
  'PUT /api/practice/profile/voucher': { body: { voucher: { json: '{}', signatures: ['AAAA'] } }, expected: { ...signedIn('409 profile_changed').expected, guest: '404 not_found', owner: '400 not_verified', administrator: '400 not_verified', colleague: '400 not_verified' } },
  'GET /api/practice/profile/logo': { expected: { ...signedIn('404 not_found').expected, owner: '200', administrator: '200', colleague: '200' } },
  'GET /api/practice/statements': { expected: { ...signedIn('200').expected, guest: '404 not_found' } },
  'PUT /api/practice/statements': { body: { statements: [], withdrawn: [] }, expected: { ...confirmed('204').expected, guest: '404 not_found' } },
  'POST /api/practice/statements/look-up': { body: { accounts: [], addresses: [] }, expected: { ...signedIn('200').expected, guest: '404 not_found' } },
  // The guest has a message from the owner, whose practice has one; to the others it is as if it had none.
  'GET /api/accounts/:id/profile': { of: (world) => world.owner.account, expected: signedIn('200').expected },
  'GET /api/accounts/:id/profile/logo': { of: (world) => world.owner.account, expected: { ...signedIn('404 not_found').expected, guest: '200' } },
  // After what it takes away.
  'DELETE /api/practice/profile/voucher': { expected: { ...signedIn('204').expected, guest: '404 not_found' } },
  'PATCH /api/profile': signedIn('204', { name: 'Same as before' }),
  'GET /api/address-change': signedIn('200'),
  // What each may do with it is in tests/server/address-change.test.ts and tests/attacks/moved-address.test.ts.
  'POST /api/address-change': confirmed('410 ticket_expired', { reauth: TOKEN, address: 'elsewhere@practice.example' }),
  'DELETE /api/address-change': signedIn('204'),
  'POST /api/address-change/start': confirmed('410 ticket_expired', { reauth: TOKEN, request: 'AAAA' }),
  'POST /api/address-change/finish': confirmed(EMPTY, {}),
  'POST /api/address-change/view': anybody('410 address_change_expired', { token: TOKEN }),
  'POST /api/address-change/answer': anybody('410 address_change_expired', { token: TOKEN }),
  'POST /api/address-change/agree': anybody('410 address_change_expired', { token: TOKEN }),
  'POST /api/address-change/stop': anybody('410 address_change_expired', { token: TOKEN }),
  // Who may hand what over to whom is in tests/attacks/handed-over.test.ts. The stranger and the unconfirmed one are alone in their practices.
  'GET /api/hand-overs': signedIn('200'),
  'POST /api/hand-overs': confirmed('403 not_allowed', { id: 'A'.repeat(22), to: 'B'.repeat(21) + 'A' }),
  'POST /api/hand-overs/:id/missing': confirmed('404 not_found', { messages: ['A'.repeat(22)] }),
  'POST /api/hand-overs/:id/messages': confirmed(EMPTY, { passes: [] }),
  'POST /api/hand-overs/:id/end': signedIn('204'),
  'GET /api/deletion': signedIn('200'),
  // What each does to whom is in tests/server/deletion.test.ts and tests/attacks/deleted-account.test.ts.
  'POST /api/deletion': signedIn('410 ticket_expired', { reauth: TOKEN, endsPractice: false }),
  'GET /api/own-data': signedIn('200'),
  'GET /api/own-data/messages': signedIn(EMPTY),
  'GET /api/notice-times': signedIn('200'),
  'PUT /api/notice-times': signedIn('200', { rhythm: 'daily', hour: 8, quiet: null, weekends: false, timeZone: 'Europe/Berlin' }),

  // Takes nothing from anybody: it only says in words that the service worker was not there (tests/server/share.test.ts).
  'POST /share': anybody('405 no error'),

  // Mails in a folder are shown to this very machine alone; these requests come from others.
  'GET /development/mail': { expected: withoutStandIn },
  'GET /development/mail/style.css': { expected: withoutStandIn },
  'GET /development/mail/:id': { expected: withoutStandIn },
  'GET /development/mail/:id/html': { expected: withoutStandIn },
  'GET /development/mail/:id/html.css': { expected: withoutStandIn },
};

let server: TestServer;
let world: World;

beforeAll(async () => {
  server = await startTestServer();
  const cast = await assemble(server);
  const { owner, guest } = cast;
  const administrator = await founder(server);
  await join(administrator, owner);
  await server.database.updateTable('members').set({ role: 'administrator' }).where('account_id', '=', administrator.account).execute();
  const sent = await attach(owner, randomBytes(100));
  await owner.call(`PUT /api/attachments/${sent.id}/thumbnail`, { body: randomBytes(73) });
  const { id } = await send(owner, { to: [guest.address], attachments: [sent] });
  const waiting = await send(owner, { to: [somebody().address] });
  const unsent = await attach(owner, randomBytes(100));
  const { device } = await anotherDevice(owner);
  const coworker = await inviteCoworker(owner);
  await setProfile(owner);
  world = { ...cast, administrator, coworkerInvitation: coworker.invitation, message: id, attachment: sent.id, unsent: unsent.id, invitation: waiting.body.invitations[0]?.id as Id, device };
}, 120_000);
afterAll(() => server.stop());

/** What the application really answers to: every handler that is no middleware. */
function routesOfTheApp(): string[] {
  const routes = server.app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`);
  return [...new Set(routes)].toSorted();
}

async function ask(role: Role, { route, row }: { route: string; row: Row }): Promise<string> {
  // A session of its own for each question: some of them end it.
  const browser = role === 'nobody' ? new BrowserStandIn(server) : await anotherDevice(world[role]);
  const path = route.replace(/:(id|plan)/, row.of?.(world) ?? newId()).replace(':index', '0');
  const asked = path === 'GET /api/messages' ? `${path}?folder=inbox` : path;
  const answer: Answer = await browser.call(asked, row.body === undefined ? {} : { body: row.body });
  return answer.status < 400 ? String(answer.status) : refusal(answer);
}

describe('rights', () => {
  it('are stated here for every route of the application, and for no other', () => {
    expect(Object.keys(TABLE).toSorted()).toEqual(routesOfTheApp());
  });

  it.each(Object.entries(TABLE))('%s', async (route, row) => {
    const found: Partial<Row['expected']> = {};
    for (const role of ROLES) found[role] = await ask(role, { route, row });
    expect(found).toEqual(row.expected);
  });
});
