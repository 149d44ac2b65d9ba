// An authenticator app, and log-ins that need one.
import { base32nopad } from '@scure/base';
import { stepAt, totp } from '../../server/totp.ts';
import { ok } from './browser-stand-in.ts';
import type { TestClient } from './client.ts';
import type { TestServer } from './test-server.ts';

export type App = { secret: Uint8Array; recoveryCodes: string[] };

/** What the app shows now, or `steps` later. */
export function codeOf({ secret }: Pick<App, 'secret'>, { parts }: TestServer, steps = 0): string {
  return totp(secret, { step: stepAt(new Date(parts.clock())) + steps });
}

export function appOf(secret: string): Pick<App, 'secret'> {
  return { secret: base32nopad.decode(secret) };
}

/** Sets one up for whoever is signed in. The code that proves it is of the step before: the present one is still to be used. */
export async function setUpSecondFactor(client: TestClient): Promise<App> {
  const reauth = await client.reauthenticate();
  const started = await ok(client.api['second-factor']['set-up'].start.$post({ json: { reauth } }));
  const app = appOf(started.secret);
  const { codes } = await ok(client.api['second-factor']['set-up'].finish.$post({ json: { setUp: started.setUp, code: codeOf(app, client.server, -1) } }));
  return { ...app, recoveryCodes: codes };
}

/** The password, proved: the ticket for the second step. */
export async function ticketOf(client: TestClient): Promise<string> {
  const proved = await client.prove();
  if (proved === null) throw new Error('wrong password');
  const proof = await ok(client.api.login.finish.$post({ json: { login: proved.login, finish: proved.finish } }));
  if (!('secondFactor' in proof)) throw new Error('no second factor was asked for');
  return proof.secondFactor;
}
