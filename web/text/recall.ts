// The words of recalling a message, which are loaded with its dialog.
export { recall } from '#words/recall.ts';
