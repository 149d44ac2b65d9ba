// The words of the page "Your data", which come with it.
import { ownData } from '#words/own-data.ts';

export const text = { ownData };
