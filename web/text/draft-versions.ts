// The words of a draft's versions, which are loaded with the compose panel.
export { draftVersions } from '#words/draft-versions.ts';
