// How practices are reached (SPEC.md, "Practice profile"): one's own, which this account signs where it administers and vouches for where a
// colleague has signed; and those of the people who wrote, believed by their own vouchers alone.
import {
  createProfile, createVoucher, fingerprint, isLogo, isPhoneNumber, isWebsite, parseProfile, profileHash, PROFILE_EDITIONS_AHEAD, PROFILE_LIMITS, toBase64Url, verifyProfile, verifyProfileNotOlder, verifyVouchedProfile, verifyVoucher,
  type Bytes, type Id, type Profile, type SignedObject, type Voucher,
} from '#crypto';
import { plainName } from '#crypto/plain-name';
import { answer, refusal, settled } from '../api.ts';
import { isVaultError, VaultError } from '../vault-error.ts';
import type { NewLogo, PracticeProfile, ProfileFields, ProfileView, SenderProfile } from '../vault-api/practice-profile.ts';
import { isColleague, signedPractice } from './colleagues.ts';
import { findByAccount } from './contact-book.ts';
import { readBook } from './contacts.ts';
import { requireId, requireStillOpen, requireUnlocked, type VaultContext } from './context.ts';
import { verifyDirectory } from './people.ts';
import { isRevoked, vouchedIdentities } from './pins.ts';
import { isOlder, rememberProfile, seenEdition, seenVoucher } from './seen-profiles.ts';
import { createSenderCheck } from './senders.ts';

const readOwn = (context: VaultContext) => answer(context.api.practice.profile.$get());
type Shown = Awaited<ReturnType<typeof readOwn>>;
type ShownProfile = NonNullable<Shown['profile']>;

export async function practiceProfile(context: VaultContext): Promise<PracticeProfile> {
  const shown = await readOwn(context);
  if (shown.profile === null) return { status: 'none', edition: 0, profile: null, signer: null };
  const { object, edition, signer } = shown.profile;
  const fields = await Promise.resolve(object).then(parseProfile).catch(() => null);
  // The name of the account that the card names, of no other.
  const view = { edition, profile: fields && viewOf(fields), signer: signer && signer.account === fields?.signer.account ? signer.name : null };
  const proof = fields === null ? 'unproved' : await prove(context, { fields, shown, profile: shown.profile });
  if (fields === null || proof !== 'proved') {
    await takeBack(context, shown);
    return { status: proof === 'withdrawn' ? proof : 'unproved', ...view };
  }
  const accepted = { practice: fields.practice, edition: fields.edition, hash: await profileHash(object) };
  if (isOlder(await seenEdition(context, fields.practice), accepted)) {
    await takeBack(context, shown);
    return { status: 'older', ...view };
  }
  await rememberProfile(context, { practice: accepted });
  await vouch(context, { fields, object, voucher: shown.voucher });
  return { status: 'vouched', ...view };
}

/** What was vouched for, and is not any more, is not to stand beside messages: it may be what was vouched for before its signer's keys were withdrawn. */
async function takeBack(context: VaultContext, { voucher }: Shown): Promise<void> {
  if (voucher !== null) await settled(context.api.practice.profile.voucher.$delete());
}

/** After a re-key: by the new keys (G6). What fails here is done when the mailbox is opened next. */
export async function vouchAnew(context: VaultContext): Promise<void> {
  const anew = async () => requireUnlocked(context).session.practice !== null && (await practiceProfile(context));
  await anew().catch(() => undefined);
}

type Proving = { fields: Profile; shown: Shown; profile: ShownProfile };

type Proof = 'proved' | 'unproved' | 'withdrawn';

/** Whether it is of the practice that this account has signed that it belongs to, and signed by itself or by a colleague (G1). */
async function prove(context: VaultContext, { fields, shown, profile }: Proving): Promise<Proof> {
  const practice = requireUnlocked(context).session.practice?.id;
  if (fields.practice !== practice || fields.practice !== (await signedPractice(context, shown.own))) return 'unproved';
  const signer = await signerOf(context, { fields, shown, profile });
  if (signer === null || !(await verifyProfile(profile.object, signer.key).then(() => true, () => false))) return 'unproved';
  return signer.withdrawn ? 'withdrawn' : 'proved';
}

type Signer = { key: Uint8Array; withdrawn: boolean };

/** The key by which it must be signed; null where nobody whom it may be signed by is named. */
async function signerOf(context: VaultContext, { fields, shown, profile }: Proving): Promise<Signer | null> {
  const { account, self } = requireUnlocked(context);
  const { signer: named } = fields;
  if (named.account === account) return keyIn(self, { identity: named.identity, withdrawn: self.revoked.has(named.identity) });
  const person = profile.signer && (await verifyDirectory(profile.signer).catch(() => null));
  if (!person || person.account !== named.account || profile.member === null) return null;
  const { pin } = findByAccount(await readBook(context), person.account) ?? {};
  const { own, administrators } = shown;
  const colleague = await isColleague(context, { person, memberships: { member: profile.member, own, administrators }, identity: named.identity });
  return colleague ? keyIn(person, { identity: named.identity, withdrawn: isRevoked(named.identity, { pin, person }) }) : null;
}

function keyIn(person: Parameters<typeof vouchedIdentities>[0], { identity, withdrawn }: { identity: string; withdrawn: boolean }): Signer | null {
  const key = vouchedIdentities(person).find(({ hash }) => hash === identity)?.signPublicKey;
  return key === undefined ? null : { key, withdrawn };
}

type Vouching = { fields: Profile; object: SignedObject; voucher: SignedObject | null };

/** Says so by the newest keys, unless that is said already. */
async function vouch(context: VaultContext, { fields, object, voucher: before }: Vouching): Promise<void> {
  const { self } = requireUnlocked(context);
  const said = await ownVoucher(context, before);
  const hash = await profileHash(object);
  if (said?.profile === hash && said.identity === self.newest.hash) return;
  const voucher = await newVoucher(context, { fields, hash, after: said });
  await settled(context.api.practice.profile.voucher.$put({ json: { voucher } })).catch((error: unknown) => {
    // Another edition has come meanwhile: that one is looked at by the next call, which its change brings about.
    if (!isVaultError(error, 'profile_changed')) throw error;
  });
}

async function ownVoucher(context: VaultContext, voucher: SignedObject | null): Promise<Voucher | null> {
  if (voucher === null) return null;
  for (const { signPublicKey, hash } of vouchedIdentities(requireUnlocked(context).self)) {
    const said = await verifyVoucher(voucher, signPublicKey).catch(() => null);
    if (said?.identity === hash) return said;
  }
  return null;
}

async function newVoucher(context: VaultContext, { fields, hash, after }: { fields: Profile; hash: string; after: Voucher | null }): Promise<SignedObject> {
  const unlocked = requireUnlocked(context);
  const { account, self, keyring } = unlocked;
  const time = Math.max(context.now(), (after?.time ?? 0) + 1);
  const voucher = await createVoucher(keyring, { practice: fields.practice, profile: hash, edition: fields.edition, time, account, identity: self.newest.hash });
  requireStillOpen(unlocked);
  return voucher;
}

export async function savePracticeProfile(context: VaultContext, { after, fields: typed, logo }: { after: number; fields: ProfileFields; logo: NewLogo }): Promise<void> {
  const unlocked = requireUnlocked(context);
  const { account, self, session, keyring } = unlocked;
  if (!session.practice) throw new VaultError('not_allowed');
  const practice = requireId(session.practice.id);
  const { own, voucher: before } = await readOwn(context);
  if ((await signedPractice(context, own)) !== practice) throw new VaultError('not_allowed');
  const seen = await seenEdition(context, practice);
  const named = logo === null ? null : 'kept' in logo ? logo.kept : await fingerprint(logo);
  // Above what was seen, also where the server has gone back: who has seen that would refuse this.
  const edition = Math.max(after, seen?.edition ?? 0) + 1;
  // The number is the server's word; the largest that there is would be the last.
  if (edition > (seen?.edition ?? 0) + PROFILE_EDITIONS_AHEAD) throw new VaultError('not_verified');
  const fields = { ...typed, name: plainName(typed.name), address: typed.address.map(plainName).filter((line) => line !== '') };
  const wrong = problemsIn(fields);
  if (wrong.length > 0) throw new VaultError('profile_invalid', { fields: wrong });
  const profile = await createProfile(keyring, { ...fields, practice, edition, time: context.now(), logo: named, signer: { account, identity: self.newest.hash } });
  requireStillOpen(unlocked);
  const hash = await profileHash(profile);
  const voucher = await newVoucher(context, { fields: parseProfile(profile), hash, after: await ownVoucher(context, before) });
  const kept = logo !== null && 'kept' in logo;
  await settled(context.api.practice.profile.$put({ json: { after, profile, voucher, ...(kept ? {} : { logo: logo && toBase64Url(logo) }) } }));
  await rememberProfile(context, { practice: { practice, edition, hash } });
}

/** The parts that no reader would take. */
function problemsIn({ name, address, phone, website }: ProfileFields): (keyof ProfileFields)[] {
  const wrong: Record<keyof ProfileFields, boolean> = {
    name: name === '' || name.length > PROFILE_LIMITS.name,
    address: address.length > PROFILE_LIMITS.addressLines || address.some((line) => line.length > PROFILE_LIMITS.addressLine),
    phone: phone !== null && !isPhoneNumber(phone),
    website: website !== null && !isWebsite(website),
  };
  return (Object.keys(wrong) as (keyof ProfileFields)[]).filter((part) => wrong[part]);
}

export async function senderProfile(context: VaultContext, sender: string): Promise<SenderProfile | null> {
  const account = requireId(sender);
  const { vouched } = await answer(context.api.accounts[':id'].profile.$get({ param: { id: account } }));
  return vouched && (await believed(context, { account, given: vouched }).catch(() => null));
}

/** What that account's own keys say, by G2 and G3; throws for anything else. */
async function believed(context: VaultContext, { account, given }: { account: Id; given: { profile: SignedObject; voucher: SignedObject } }): Promise<SenderProfile | null> {
  const { identity: named } = JSON.parse(given.voucher.json) as { identity: string };
  const senders = await createSenderCheck(context, [account]);
  const identity = await senders.identity({ account, identity: named }, { seen: false });
  const { kind } = senders.verification(account, identity?.hash ?? null);
  if (!identity || kind === 'changed' || kind === 'unconfirmed') return null;
  const { profile, hash, time } = await verifyVouchedProfile(given, { account, identity: identity.hash, signKey: identity.signPublicKey });
  const accepted = { practice: profile.practice, edition: profile.edition, hash };
  verifyProfileNotOlder(await seenEdition(context, profile.practice), accepted);
  if (time < (await seenVoucher(context, account))) return null;
  // Of one's own practice it is for its administrators to say which edition there is.
  const isOwn = profile.practice === requireUnlocked(context).session.practice?.id;
  await rememberProfile(context, { ...(isOwn ? {} : { practice: accepted }), voucher: { account, time } });
  // By this account itself: whoever has swapped the keys wrote the number too, and a colleague may have been deceived.
  return { ...viewOf(profile), compared: kind === 'access-code' || kind === 'compared' || kind === 'self' };
}

export async function profileLogo(context: VaultContext, { account, logo }: { account: string | null; logo: string }): Promise<Bytes> {
  const { api } = context;
  const response = await (account === null ? api.practice.profile.logo.$get() : api.accounts[':id'].profile.logo.$get({ param: { id: requireId(account) } }));
  if (!response.ok) throw await refusal(response);
  const bytes = new Uint8Array(await response.arrayBuffer());
  // Nothing decodes what is not the very picture that was signed, in the one form that there is (G4).
  if (!isLogo(bytes) || (await fingerprint(bytes)) !== logo) throw new VaultError('cannot_open');
  return bytes;
}

function viewOf({ name, address, phone, website, logo, time }: Profile): ProfileView {
  return { name: plainName(name), address: address.map(plainName), phone, website, logo, time };
}
