// Parts of the vault whose code comes with their first use, since the mailbox does not wait for them: what one does once, or seldom.
import { VaultError } from '../vault-error.ts';
import type { VaultContext } from './context.ts';

type Method<Input extends unknown[], Output> = (context: VaultContext, ...input: Input) => Output;

/** A method of a part that is loaded first. Throws `offline` where that cannot be. */
function onFirstUse<Part, Input extends unknown[], Output>(load: () => Promise<Part>, methodOf: (part: Part) => Method<Input, Output>) {
  return async (context: VaultContext, ...input: Input): Promise<Awaited<Output>> => {
    const part = await load().catch((cause: unknown) => Promise.reject(new VaultError('offline', {}, { cause })));
    return await methodOf(part)(context, ...input);
  };
}

const founding = () => import('./sign-up.ts');
export const signUp = onFirstUse(founding, (part) => part.signUp);
export const foundPractice = onFirstUse(founding, (part) => part.foundPractice);

const recovery = () => import('./recovery.ts');
export const changePassword = onFirstUse(recovery, (part) => part.changePassword);
export const renewKit = onFirstUse(recovery, (part) => part.renewKit);
export const recover = onFirstUse(recovery, (part) => part.recover);
export const restart = onFirstUse(recovery, (part) => part.restart);

const addressChange = () => import('./address-change.ts');
export const askAddressChange = onFirstUse(addressChange, (part) => part.askAddressChange);
export const finishAddressChange = onFirstUse(addressChange, (part) => part.finishAddressChange);
export const stopAddressChange = onFirstUse(addressChange, (part) => part.stopAddressChange);

const redemption = () => import('./redeem.ts');
export const redeem = onFirstUse(redemption, (part) => part.redeem);
export const acceptInvitation = onFirstUse(redemption, (part) => part.acceptInvitation);
export const joinInvitation = onFirstUse(redemption, (part) => part.joinInvitation);

const contactImport = () => import('./contact-import.ts');
export const planImport = onFirstUse(contactImport, (part) => part.planImport);
export const importContacts = onFirstUse(contactImport, (part) => part.importContacts);

export const inviteCoworkers = onFirstUse(() => import('./coworkers.ts'), (part) => part.inviteCoworkers);

const handingOver = () => import('./hand-over.ts');
export const beginHandOver = onFirstUse(handingOver, (part) => part.beginHandOver);
export const handOver = onFirstUse(handingOver, (part) => part.openHandOver);
export const goOnHandingOver = onFirstUse(handingOver, (part) => part.goOn);
export const endHandOver = onFirstUse(handingOver, (part) => part.endHandOver);

const profiles = () => import('./practice-profile.ts');
export const practiceProfile = onFirstUse(profiles, (part) => part.practiceProfile);
export const savePracticeProfile = onFirstUse(profiles, (part) => part.savePracticeProfile);
export const senderProfile = onFirstUse(profiles, (part) => part.senderProfile);
export const profileLogo = onFirstUse(profiles, (part) => part.profileLogo);
const practiceTextsPart = () => import('./practice-texts.ts');
export const practiceTexts = onFirstUse(practiceTextsPart, (part) => part.readPracticeTexts);
export const savePracticeSignature = onFirstUse(practiceTextsPart, (part) => part.savePracticeSignature);
export const savePracticeTemplate = onFirstUse(practiceTextsPart, (part) => part.savePracticeTemplate);
export const beginPracticeTexts = onFirstUse(practiceTextsPart, (part) => part.beginPracticeTexts);
export const keepPracticeTexts = onFirstUse(practiceTextsPart, (part) => part.keepPracticeTexts);

export const ownData = onFirstUse(() => import('./own-data.ts'), (part) => part.ownData);

const keysFile = () => import('./keys-file.ts');
export const exportKeys = onFirstUse(keysFile, (part) => part.exportKeys);
export const importKeys = onFirstUse(keysFile, (part) => part.importKeys);
