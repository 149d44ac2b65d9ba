// The words of files that another app shares, which are loaded with such files alone.
export { sharedFiles } from '#words/shared-files.ts';
