// What an invitee's browser shows to prove an access code.
import { deriveInvitationKeys, type Id, toBase64Url } from '#crypto';

export async function deriveProof({ invitation, code }: { invitation: Id; code: string }): Promise<string> {
  return toBase64Url((await deriveInvitationKeys(code, invitation)).proof);
}
