// What a page asks the app's service worker, and where shared files wait for it.

export type SharedFilesQuestion = { kind: 'shared-files'; id: string };
/** Null: they are not there, or no longer. */
export type SharedFilesAnswer = { files: File[] | null };

/** Where browsers send what is shared (manifest: share_target). Only the service worker answers with more than words. */
export const SHARE_PATH = '/share';
export const SHARED_FIELD = 'files';
