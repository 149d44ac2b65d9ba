// A practice whose members run the real vault, its card, and somebody to whom they write.
import type { MemberRole } from '#crypto';
import type { ProfileFields } from '../../web/session/vault-api/practice-profile.ts';
import { LARGE_LOGO } from './practice-profile.ts';
import type { TestServer } from './test-server.ts';
import { VaultPerson } from './vault-person.ts';

export const CARD: ProfileFields = { name: 'Practice Ruiz', address: ['Street 1', '12345 Town'], phone: '+49 30 123456', website: 'https://practice.example/' };

export async function vaultFounder(server: TestServer): Promise<VaultPerson> {
  return await (await new VaultPerson(server).signUp()).confirm();
}

/** Invited, registered, and signed for once the code is proved. */
export async function vaultCoworker(by: VaultPerson, role: MemberRole = 'member'): Promise<VaultPerson> {
  const person = new VaultPerson(by.server);
  const [code] = await by.vault.inviteCoworkers([{ address: person.address, role }]);
  await person.accept({ invitation: code?.invitation ?? '', code: code?.code ?? '' });
  await by.vault.invitations();
  await person.vault.session();
  return person;
}

/** Somebody who has an account already, and belongs to no practice; signed for at once. */
export async function vaultJoins(person: VaultPerson, { by, role = 'member' }: { by: VaultPerson; role?: MemberRole }): Promise<void> {
  const [code] = await by.vault.inviteCoworkers([{ address: person.address, role }]);
  const id = code?.invitation ?? '';
  await person.vault.redeem({ id, token: person.server.invitationToken(id), code: code?.code ?? '' });
  await person.vault.joinInvitation();
  await by.vault.invitations();
  await person.vault.session();
}

/** Invited with a message, to no practice. */
export async function vaultGuest(by: VaultPerson): Promise<VaultPerson> {
  const guest = new VaultPerson(by.server);
  const { codes } = await by.vault.send(await by.write([guest.address]));
  await guest.accept({ invitation: codes[0]?.invitation ?? '', code: codes[0]?.code ?? '' });
  return guest;
}

export async function saveCard(by: VaultPerson, { after = 0, logo = LARGE_LOGO, ...changes }: Partial<ProfileFields> & { after?: number; logo?: typeof LARGE_LOGO | null } = {}): Promise<void> {
  await by.vault.savePracticeProfile({ after, fields: { ...CARD, ...changes }, logo });
}

/** Writes, has it opened, and answers the sender's account. */
export async function writeTo(from: VaultPerson, to: VaultPerson): Promise<string> {
  const { id } = await from.vault.send(await from.write([to.address]));
  const opened = await to.vault.open(id);
  if (opened.secure.status !== 'open') throw new Error('did not open');
  return opened.summary.sender.account;
}

/** As if the server had never heard of any, and as long as nobody states anything anew. */
export async function keepStatementsBack({ database }: TestServer): Promise<void> {
  await database.deleteFrom('statements').execute();
}
