// The vault: every method of vault-api/, each one line to the file that does it. Runs in the browser's worker, and in any
// program that brings the same parts.
import { ready } from '#crypto';
import { buildIndex, search } from '../search/load.ts';
import type { SealerKeys, VaultTransfers } from '../transfer-api.ts';
import type { Vault } from '../vault-api/vault.ts';
import { VaultError } from '../vault-error.ts';
import { currentSession, logIn, logOut, resume } from './access.ts';
import { describeArchive, readArchive } from './archive.ts';
import { readAttachment, type AttachmentSource, type StreamParts } from './attachment-stream.ts';
import { beginAttachment, dropAttachment, finishAttachment, keyOf, knownSegments, noteSent, reserveAttachment } from './attachments.ts';
import { listGroups, removeGroup, saveGroup } from './contact-groups.ts';
import { confirmKeys, fingerprint, listContacts, removeContact, restoreContact, saveContact, suggest } from './contacts.ts';
import type { VaultContext, VaultParts } from './context.ts';
import { chooseVersion, draftElsewhere, putAside, takeVersion } from './draft-versions.ts';
import { restoreDraft, tidyDrafts } from './discarded-drafts.ts';
import { discardDraft, listDrafts, newDraft, saveDraft } from './drafts.ts';
import { cancel, inviteAgain, listInvitations, renew } from './invitations.ts';
import { deleteAccount } from './deletion.ts';
import { labelMessages, readLabels, removeLabel, restoreLabel, saveLabel } from './labels.ts';
import { listMessages, listThread, readMessage } from './mailbox.ts';
import { emptyTrash, markMessages, removeMessages } from './marks.ts';
import {
  acceptInvitation, askAddressChange, beginHandOver, beginPracticeTexts, changePassword, endHandOver, exportKeys, finishAddressChange, foundPractice, goOnHandingOver,
  handOver, importContacts, importKeys, inviteCoworkers, joinInvitation, keepPracticeTexts, ownData, planImport, practiceProfile, practiceTexts, profileLogo,
  recover, redeem, renewKit, restart, savePracticeProfile, savePracticeSignature, savePracticeTemplate, senderProfile, signUp, stopAddressChange,
} from './on-first-use.ts';
import {
  checkSignature, createSigningKey, readCertificate, readMailCopy, signFile, signingKey, withdrawSigningKey, type CopySource,
} from './openpgp.ts';
import { addPasskey, beginPasskey, beginPasskeyLogIn, beginPasskeyStep, beginPasskeyUnlock, letPasskeyUnlock, logInByPasskey, removePasskey } from './passkeys.ts';
import { stateContacts } from './load-stating.ts';
import { resolve } from './recipients.ts';
import { beginSecondFactor, giveSecondFactor, renewSecondFactorCodes, turnOffSecondFactor } from './second-factor.ts';
import { sealedOriginal } from './sealed-original.ts';
import { send } from './sending.ts';
import { takeOver } from './state.ts';
import { recall, undoSend } from './take-back.ts';
import { readTexts, removeTemplate, saveSignature, saveTemplate } from './texts.ts';
import { keepThumbnail, readThumbnail } from './thumbnails.ts';

type Transfers = Omit<VaultTransfers, 'serveSealer' | 'streamAttachment' | 'streamArchive' | 'streamMailCopy'>;

export type VaultEngine = Vault &
  Transfers & {
    keys: SealerKeys;
    /** The plaintext of an attachment, segment by segment. */
    read(source: AttachmentSource, parts: StreamParts): AsyncGenerator<Uint8Array<ArrayBuffer>>;
    /** An encrypted copy of a message as a file. */
    readCopy(source: CopySource, parts: StreamParts): AsyncGenerator<Uint8Array<ArrayBuffer>>;
    /** The ZIP of all attachments of a message. */
    readAll(message: string, parts: StreamParts): AsyncGenerator<Uint8Array<ArrayBuffer>>;
  };

/** What there is before anybody knows whether the state is the newest one: coming, going, and setting up a second factor. */
const BEFORE_WITNESSED: ReadonlySet<unknown> = new Set([
  signUp, logIn, giveSecondFactor, resume, currentSession, logOut, recover, restart, redeem, acceptInvitation, beginSecondFactor, fingerprint,
  beginPasskeyLogIn, logInByPasskey, beginPasskeyStep, beginPasskey, addPasskey,
]);

export function createVault(parts: VaultParts): VaultEngine {
  const context: VaultContext = { ...parts, unlocked: null, redemption: null, halfway: null, settings: null };
  /** Every method waits for the WebAssembly, and gives its input on after the context. */
  const part =
    <Input extends unknown[], Output>(work: (context: VaultContext, ...input: Input) => Output) =>
    async (...input: Input): Promise<Awaited<Output>> => {
      await ready();
      if (context.unlocked?.unwitnessed && !BEFORE_WITNESSED.has(work)) throw new VaultError('second_factor_needed');
      return await work(context, ...input);
    };
  return {
    signUp: part(signUp),
    logIn: part(logIn),
    giveSecondFactor: part(giveSecondFactor),
    beginPasskeyLogIn: part(beginPasskeyLogIn),
    logInByPasskey: part(logInByPasskey),
    beginPasskeyStep: part(beginPasskeyStep),
    resume: part(resume),
    session: part(currentSession),
    logOut: part(logOut),
    changePassword: part(changePassword),
    renewKit: part(renewKit),
    askAddressChange: part(askAddressChange),
    finishAddressChange: part(finishAddressChange),
    stopAddressChange: part(stopAddressChange),
    beginSecondFactor: part(beginSecondFactor),
    renewSecondFactorCodes: part(renewSecondFactorCodes),
    turnOffSecondFactor: part(turnOffSecondFactor),
    beginPasskey: part(beginPasskey),
    addPasskey: part(addPasskey),
    beginPasskeyUnlock: part(beginPasskeyUnlock),
    letPasskeyUnlock: part(letPasskeyUnlock),
    removePasskey: part(removePasskey),
    recover: part(recover),
    restart: part(restart),

    redeem: part(redeem),
    acceptInvitation: part(acceptInvitation),
    joinInvitation: part(joinInvitation),

    list: part(listMessages),
    open: part(readMessage),
    thread: part(listThread),
    mark: part(markMessages),
    remove: part(removeMessages),
    emptyTrash: part(emptyTrash),
    thumbnail: part(readThumbnail),
    labels: part(readLabels),
    saveLabel: part(saveLabel),
    removeLabel: part(removeLabel),
    restoreLabel: part(restoreLabel),
    labelMessages: part(labelMessages),
    search: part(search),
    buildIndex: part(buildIndex),

    contacts: part(listContacts),
    suggest: part(suggest),
    saveContact: part(saveContact),
    removeContact: part(removeContact),
    restoreContact: part(restoreContact),
    groups: part(listGroups),
    saveGroup: part(saveGroup),
    removeGroup: part(removeGroup),
    planImport: part(planImport),
    importContacts: part(importContacts),
    resolve: part(resolve),
    fingerprint: part(fingerprint),
    confirmKeys: part(confirmKeys),
    stateContacts: part(stateContacts),

    takeOver: part(takeOver),
    drafts: part(listDrafts),
    newDraft: part(newDraft),
    saveDraft: part(saveDraft),
    draftElsewhere: part(draftElsewhere),
    putAside: part(putAside),
    chooseVersion: part(chooseVersion),
    takeVersion: part(takeVersion),
    discardDraft: part(discardDraft),
    restoreDraft: part(restoreDraft),
    tidyDrafts: part(tidyDrafts),
    keepThumbnail: part(keepThumbnail),
    send: part(send),
    undoSend: part(undoSend),
    recall: part(recall),

    texts: part(readTexts),
    saveSignature: part(saveSignature),
    saveTemplate: part(saveTemplate),
    removeTemplate: part(removeTemplate),

    practiceTexts: part(practiceTexts),
    savePracticeSignature: part(savePracticeSignature),
    savePracticeTemplate: part(savePracticeTemplate),
    beginPracticeTexts: part(beginPracticeTexts),
    keepPracticeTexts: part(keepPracticeTexts),

    beginHandOver: part(beginHandOver),
    handOver: part(handOver),
    goOnHandingOver: part(goOnHandingOver),
    endHandOver: part(endHandOver),

    foundPractice: part(foundPractice),
    practiceProfile: part(practiceProfile),
    savePracticeProfile: part(savePracticeProfile),
    senderProfile: part(senderProfile),
    profileLogo: part(profileLogo),

    ownData: part(ownData),
    deleteAccount: part(deleteAccount),

    invitations: part(listInvitations),
    renewInvitation: part(renew),
    cancelInvitation: part(cancel),
    inviteAgain: part(inviteAgain),
    inviteCoworkers: part(inviteCoworkers),

    exportKeys: part(exportKeys),
    importKeys: part(importKeys),
    sealedOriginal: part(sealedOriginal),
    readCertificate: part(readCertificate),
    signingKey: part(signingKey),
    createSigningKey: part(createSigningKey),
    withdrawSigningKey: part(withdrawSigningKey),
    signFile: part(signFile),
    checkSignature: part(checkSignature),

    reserveAttachment: part(reserveAttachment),
    beginAttachment: part(beginAttachment),
    finishAttachment: part(finishAttachment),
    dropAttachment: part(dropAttachment),
    keys: { keyOf: part(keyOf), noteSent: part(noteSent), known: part(knownSegments) },
    describeArchive: part(describeArchive),
    read: (source, stream) => readAttachment(context, source, stream),
    readCopy: (source, stream) => readMailCopy(context, source, stream),
    readAll: (message, stream) => readArchive(context, message, stream),
  };
}
