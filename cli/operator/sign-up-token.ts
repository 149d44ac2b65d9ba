// Making a sign-up token: the link with it to the terminal, its hash to the database.
import { insertSignUpToken } from '../../server/database/sign-up-tokens.ts';
import { createToken } from '../../server/token.ts';
import { print, withDatabase } from './office.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const NOTE_CHARACTERS = 200;

export async function makeSignUpToken({ days, note }: { days: number; note: string }): Promise<void> {
  await withDatabase(async ({ database, settings, now }) => {
    const { token, hash } = createToken();
    const expiresAt = new Date(now.getTime() + days * DAY_MS);
    await insertSignUpToken(database, { tokenHash: hash, note: note.slice(0, NOTE_CHARACTERS), now, expiresAt });
    print(`${settings.publicUrl}/register?token=${token}`);
  });
}
