// The words of what leaves Sealpost for other programs. Apart, so that they are loaded with the dialogs that speak them.
import { keysFile } from './en/keys-file.ts';
import { openPgp } from './en/openpgp.ts';

export const text = { keysFile, openPgp };
