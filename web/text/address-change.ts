// The words of changing one's address, which come with its pages.
import { addressChange } from '#words/address-change.ts';

export const text = { addressChange };
