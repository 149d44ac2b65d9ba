// The words of the viewers. Apart, so that a page loads them with the first viewer that is opened.
import { viewers } from '#words/viewers.ts';

export const text = { viewers };
