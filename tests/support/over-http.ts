// Lets test clients talk to a Sealpost that runs as a process of its own, as browsers would.
import { join } from 'node:path';
import { mailedToken } from '../../server/mailed-token.ts';
import { readSecrets } from '../../server/secrets.ts';
import type { RunningSealpost } from './sealpost.ts';
import type { TestServer } from './test-server.ts';

/** What TestClient needs of a server. Links are read from the mails that arrive in the folder. */
export async function overHttp(sealpost: Pick<RunningSealpost, 'url' | 'dataDir' | 'mailTo'>): Promise<TestServer> {
  const { url, dataDir, mailTo } = sealpost;
  const secrets = await readSecrets(join(dataDir, 'secrets.json'));
  if (secrets === null) throw new Error('no secrets');
  const server = {
    app: { request: (address: string, init: RequestInit) => fetch(address, init) },
    parts: { settings: { publicUrl: url }, clock: Date.now, secrets },
    confirmationToken: async (recipient: string) => new URL((await mailTo(recipient)).link('/confirm')).searchParams.get('token') ?? '',
    invitationToken: (invitation: string) => mailedToken(secrets, { purpose: 'invitation', id: invitation }),
  };
  return server as unknown as TestServer;
}
