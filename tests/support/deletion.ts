// Deleting an account, as its owner does it.
import type { Answer } from './browser-stand-in.ts';
import type { TestClient } from './client.ts';

export const DELETE = 'POST /api/deletion';

export async function deleteAccount(client: TestClient, { endsPractice = false, ...given }: { endsPractice?: boolean; code?: string } = {}): Promise<Answer> {
  return await client.call(DELETE, { body: { reauth: await client.reauthenticate(), endsPractice, ...given } });
}
