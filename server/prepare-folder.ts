// Folders that the server writes to, made ready at the start: what cannot be written is told then, in one line, not at the first use.
import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { StartError } from './start-error.ts';

type Options = { /** The setting that the folder comes from. */ setting: string; mode?: number };

/** Makes the folder where it is missing. Throws StartError, which names the setting, where it cannot be made or written. */
export async function prepareFolder(folder: string, { setting, mode }: Options): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, ...(mode === undefined ? {} : { mode }) });
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new StartError(`${setting}: the folder ${folder} cannot be made or written (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}).`);
  }
}
