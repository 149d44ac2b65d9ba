// Statements about attachments, however many they are about.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '#crypto/server';
import { deleteUnlinked } from '../../server/database/attachments.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server?.stop());

it('takes more files at once than a statement takes parameters, as a whole trash may hold', async () => {
  const many = Array.from({ length: 70_000 }, () => newId());
  expect(await server.database.transaction().execute((writer) => deleteUnlinked(writer, many))).toEqual([]);
});
