// The words of deleting an account, which come with its pages.
import { deletion } from '#words/deletion.ts';

export const text = { deletion };
