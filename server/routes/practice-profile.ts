// How the practice is reached, as its administrators sign it: for its members, who vouch for it, and for whoever has a message from one
// of them. The server checks what is signed, so that nothing else is kept; recipients' clients believe the vouchers only.
import { Hono } from 'hono';
import { z } from 'zod';
import { fingerprint, isLogo, LOGO_MAX_BYTES, PROFILE_EDITIONS_AHEAD, profileHash, verifyProfile, verifyVoucher, type Profile, type VerifiedIdentity, type Voucher } from '#crypto/server';
import { ApiError } from '../api-error.ts';
import { actorOf, record } from '../database/activity.ts';
import { findDirectory } from '../database/directory.ts';
import type { Executor, Writer } from '../database/executor.ts';
import { holdRole } from '../database/members.ts';
import { findMember } from '../database/practices.ts';
import {
  deleteVoucher, findLogo, findPracticeProfile, findVouchedLogo, findVouchedProfile, findVoucher, putPracticeProfile, putVoucher, type ProfileRow,
} from '../database/practice-profiles.ts';
import type { Membership } from '../database/sessions.ts';
import type { StoredObject } from '../database/tables/accounts.ts';
import type { Env } from '../env.ts';
import { json, path, upTo } from '../middleware/body.ts';
import { administrator, byAccount, signedIn } from '../middleware/guards.ts';
import { directoryView } from './directory.ts';
import { inviterIdentity as newestIdentity } from './invitations/new-invitations.ts';
import { administer } from './members/authority.ts';
import { membershipsAbove } from './members/chain.ts';
import * as wire from './wire.ts';

const VOUCHER_AHEAD_MS = 24 * 3_600_000;

const profileBody = z.strictObject({
  /** The edition that this one replaces; 0: there is none. */
  after: z.int().min(0),
  profile: wire.signedObject,
  /** null: none. Absent: the one that is there. */
  logo: wire.bytes({ min: 1, max: LOGO_MAX_BYTES }).nullable().optional(),
  /** The signer's own. */
  voucher: wire.signedObject,
});
const voucherBody = z.strictObject({ voucher: wire.signedObject });
const idParam = path(z.strictObject({ id: wire.id }));

export const practiceProfile = new Hono<Env>()
  .get('/', signedIn, async (c) => {
    const { parts: { database }, session: { account, membership } } = c.var;
    const { id } = practiceOf(membership);
    const profile = await findPracticeProfile(database, id);
    const voucher = await findVoucher(database, account);
    return c.json({
      profile: profile === null ? null : await profileView(database, profile),
      voucher: voucher?.object ?? null,
      ...(await membershipsAbove(database, { accounts: profile?.signer ? [profile.signer] : [], asker: account })),
    });
  })
  .put('/', upTo('small'), signedIn, administrator, byAccount('settings-change'), json(profileBody), async (c) => {
    const { parts, now, session } = c.var;
    const { account } = session;
    const body = c.req.valid('json');
    await administer(parts, session, async (writer, { practice }) => {
      const before = await findPracticeProfile(writer, practice);
      // Somebody else was faster: what they changed is looked at first.
      if (body.after !== (before?.edition ?? 0)) throw new ApiError('profile_changed');
      const identity = await newestIdentity(writer, account);
      const signed = await verifyProfile(body.profile, identity.signPublicKey);
      const own = signed.signer.account === account && signed.signer.identity === identity.hash;
      if (!own || signed.practice !== practice || signed.edition <= body.after || signed.edition > body.after + PROFILE_EDITIONS_AHEAD) throw new ApiError('not_verified');
      await assertLogo(signed, { logo: body.logo, before });
      const hash = Buffer.from(await profileHash(body.profile), 'base64url');
      await putPracticeProfile(writer, { practice, object: body.profile, hash, edition: signed.edition, signer: account, ...(body.logo === undefined ? {} : { logo: body.logo }), now });
      await vouch(writer, { object: body.voucher, identity, account, practice, profile: { hash, edition: signed.edition }, now });
      await record(writer, { event: 'practice-profile-changed', account, practice, by: actorOf(session), details: { edition: signed.edition }, now });
    });
    return c.body(null, 204);
  })
  .put('/voucher', upTo('small'), signedIn, byAccount('state-write'), json(voucherBody), async (c) => {
    const { parts, now, session: { account, membership } } = c.var;
    const { id: practice } = practiceOf(membership);
    await parts.database.transaction().execute(async (writer) => {
      if ((await holdRole(writer, { account, practice })) === null) throw new ApiError('not_found');
      const profile = await findPracticeProfile(writer, practice);
      if (profile === null) throw new ApiError('profile_changed');
      await vouch(writer, { object: c.req.valid('json').voucher, identity: await newestIdentity(writer, account), account, practice, profile, now });
    });
    return c.body(null, 204);
  })
  .delete('/voucher', signedIn, byAccount('state-write'), async (c) => {
    const { parts, session: { account, membership } } = c.var;
    practiceOf(membership);
    await deleteVoucher(parts.database, account);
    return c.body(null, 204);
  })
  .get('/logo', signedIn, async (c) => c.body(picture(await findLogo(c.var.parts.database, practiceOf(c.var.session.membership).id)), 200, PICTURE));

/** Of somebody from whom one has a message. Nobody else is told whether there is one, nor whether there is such an account. */
export const senderProfile = new Hono<Env>()
  .get('/:id/profile', signedIn, byAccount('look-up'), idParam, async (c) => {
    const { parts, now, session } = c.var;
    return c.json({ vouched: await findVouchedProfile(parts.database, { account: c.req.valid('param').id, asker: session.account, now }) });
  })
  .get('/:id/profile/logo', signedIn, byAccount('look-up'), idParam, async (c) => {
    const { parts, now, session } = c.var;
    return c.body(picture(await findVouchedLogo(parts.database, { account: c.req.valid('param').id, asker: session.account, now })), 200, PICTURE);
  });

/** Never as a picture: an address of this server that shows one could be opened as a page. */
const PICTURE = { 'content-type': 'application/octet-stream' };

function picture(logo: Buffer | null): Uint8Array<ArrayBuffer> {
  if (logo === null) throw new ApiError('not_found');
  return new Uint8Array(logo);
}

function practiceOf(membership: Membership | null): Membership['practice'] {
  if (membership === null) throw new ApiError('not_found');
  return membership.practice;
}

/** With who signed it and, as long as they are a member, their membership. */
async function profileView(database: Executor, { object, edition, signer, changedAt }: ProfileRow) {
  const person = signer === null ? undefined : (await findDirectory(database, [signer])).get(signer);
  const member = signer === null ? null : await findMember(database, signer);
  return { object, edition, changedAt: changedAt.getTime(), signer: person === undefined ? null : directoryView(person), member: member?.object ?? null };
}

async function assertLogo({ logo: named }: Profile, { logo, before }: { logo: Buffer | null | undefined; before: ProfileRow | null }): Promise<void> {
  const kept = before === null ? null : (JSON.parse(before.object.json) as Profile).logo;
  const there = logo === undefined ? kept : logo === null ? null : await fingerprint(new Uint8Array(logo));
  if (there !== named || (logo && !isLogo(logo))) throw new ApiError('invalid_request', { fields: ['logo'] });
}

type Vouching = { object: StoredObject; identity: VerifiedIdentity; account: string; practice: string; profile: { hash: Buffer; edition: number }; now: Date };

async function vouch(writer: Writer, { object, identity, account, practice, profile, now }: Vouching): Promise<void> {
  const signed = await verifyVoucher(object, identity.signPublicKey);
  if (signed.account !== account || signed.identity !== identity.hash || signed.practice !== practice) throw new ApiError('not_verified');
  if (signed.profile !== profile.hash.toString('base64url') || signed.edition !== profile.edition) throw new ApiError('profile_changed');
  // Two devices at once: the later word stands. A clock that is far ahead would silence those that are right.
  const before = await findVoucher(writer, account);
  if (before !== null && signed.time <= (JSON.parse(before.object.json) as Voucher).time) throw new ApiError('profile_changed');
  if (signed.time > now.getTime() + VOUCHER_AHEAD_MS) throw new ApiError('not_verified');
  await putVoucher(writer, { account, object, profileHash: profile.hash, now });
}
