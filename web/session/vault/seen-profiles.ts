// Which profiles of practices were accepted, in the sealed state: whoever has seen a newer one is shown no older one, on any device (SPEC.md, G3).
import { verifyProfileNotOlder, type Id, type SeenProfile } from '#crypto';
import type { VaultContext } from './context.ts';
import type { ProfilesDocument } from './documents.ts';
import { editState, readDocument } from './state.ts';

const NOTHING: ProfilesDocument = { version: 1, practices: [], vouchers: [] };
/** What was accepted longest ago is forgotten: the document has room for no more. */
const PRACTICES_MAX = 4000;
const VOUCHERS_MAX = 10_000;

export async function seenEdition(context: VaultContext, practice: Id): Promise<SeenProfile | null> {
  const document = await readDocument(context, 'profiles');
  return document?.practices.find((each) => each.practice === practice) ?? null;
}

/** The time of the account's newest voucher; 0 where none was accepted. */
export async function seenVoucher(context: VaultContext, account: Id): Promise<number> {
  const document = await readDocument(context, 'profiles');
  return document?.vouchers.find((each) => each.account === account)?.time ?? 0;
}

export function isOlder(seen: SeenProfile | null, shown: SeenProfile): boolean {
  try {
    verifyProfileNotOlder(seen, shown);
    return false;
  } catch {
    return true;
  }
}

type Accepted = { practice?: ProfilesDocument['practices'][number]; voucher?: ProfilesDocument['vouchers'][number] };

/** Never goes back, whatever another device has written meanwhile. */
export async function rememberProfile(context: VaultContext, accepted: Accepted): Promise<void> {
  await editState(context, { profiles: (before) => withAccepted(before ?? NOTHING, accepted) });
}

function withAccepted(before: ProfilesDocument, { practice, voucher }: Accepted): ProfilesDocument {
  const known = practice && before.practices.find((each) => each.practice === practice.practice);
  const said = voucher && before.vouchers.find((each) => each.account === voucher.account);
  const newPractice = practice !== undefined && (!known || practice.edition > known.edition);
  const newVoucher = voucher !== undefined && (!said || voucher.time > said.time);
  if (!newPractice && !newVoucher) return before;
  return {
    version: 1,
    practices: newPractice ? [practice, ...before.practices.filter((each) => each !== known)].slice(0, PRACTICES_MAX) : before.practices,
    vouchers: newVoucher ? [voucher, ...before.vouchers.filter((each) => each !== said)].slice(0, VOUCHERS_MAX) : before.vouchers,
  };
}
