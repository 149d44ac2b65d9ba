// How things are kept on this server, for how long, and how much there can be. Apart, so that log-in does not load it.
import { answer } from './api.ts';
import { api } from './server.ts';

export const readProcessing = () => answer(api().settings.processing.$get());

export type Processing = Awaited<ReturnType<typeof readProcessing>>;
