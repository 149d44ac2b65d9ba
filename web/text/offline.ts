// The words of the page without a connection and of the installed app, which no other page loads.
export { application, offline } from '#words/offline.ts';
