// The words of /about. Apart, so that log-in does not load them.
import { about } from '#words/about.ts';

export const text = { about };
