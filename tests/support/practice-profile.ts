// Profiles of practices, signed and vouched for by test clients, and a picture that may be a logo.
import { createProfile, createVoucher, fingerprint, fromBase64Url, identityHash, profileHash, toBase64Url, type Bytes, type Id, type NewProfile, type SignedObject } from '#crypto';
import { readVectors } from '../crypto/vectors.ts';
import type { TestClient } from './client.ts';

const vectors = readVectors<{ logos: { valid: { bytes: string }[] } }>('practice-profile');
const logoAt = (index: number): Bytes => fromBase64Url(vectors.logos.valid[index]?.bytes ?? '');
/** Of one pixel, and of 320 by 160. */
export const SMALL_LOGO = logoAt(0);
export const LARGE_LOGO = logoAt(1);

type Changes = Partial<NewProfile> & { logoBytes?: Uint8Array<ArrayBuffer> };

/** What an honest client of this administrator would send for the first edition, but for the changes. */
export async function profileBody(client: TestClient, { logoBytes = SMALL_LOGO, ...changes }: Changes = {}) {
  const { keyring, identity } = client.unlocked;
  const signer = { account: client.account, identity: await identityHash(identity) };
  const logo = await fingerprint(logoBytes);
  const fields = {
    practice: client.practice as Id, edition: 1, time: 1, name: 'Practice Ruiz', address: ['Street 1', '12345 Town'], phone: '+49 30 123456', website: 'https://practice.example', logo, signer, ...changes,
  };
  const profile = await createProfile(keyring, fields);
  return { after: fields.edition - 1, profile, ...(fields.logo === null ? { logo: null } : { logo: toBase64Url(logoBytes) }), voucher: await voucherFor(client, profile) };
}

/** Later each time, as an honest client's are. */
let said = 1;

export async function voucherFor(client: TestClient, profile: SignedObject): Promise<SignedObject> {
  const { keyring, identity } = client.unlocked;
  const { practice, edition } = JSON.parse(profile.json) as NewProfile;
  said += 1;
  return await createVoucher(keyring, { practice, edition, time: said, profile: await profileHash(profile), account: client.account, identity: await identityHash(identity) });
}

export async function setProfile(client: TestClient, changes: Changes = {}): Promise<SignedObject> {
  const body = await profileBody(client, changes);
  const { status, body: answer } = await client.call('PUT /api/practice/profile', { body });
  if (status !== 204) throw new Error(`refused: ${JSON.stringify(answer)}`);
  return body.profile;
}
