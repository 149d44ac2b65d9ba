// The words of what leaves Sealpost for other programs. Apart, so that they are loaded with the dialogs that speak them.
import { keysFile } from '#words/keys-file.ts';
import { openPgp } from '#words/openpgp.ts';

export const text = { keysFile, openPgp };
