// Log-in and unlock through the vault against the real server, beside the Argon2id inside of it.
import { client, ready as opaqueReady, server } from '@serenity-kit/opaque';
import { openSegment, ready } from '#crypto';
import { createApi } from '../../web/session/api.ts';
import { createMemoryDevice } from '../../web/session/vault/memory-device.ts';
import { createVault } from '../../web/session/vault/vault.ts';
import { answer } from './answer.ts';
import { interleave } from './interleave.ts';

const RUNS = 7;
const password = 'orbit-velvet-canyon-lantern-42';
const address = 'bench@northside.example';

type Stretching = NonNullable<Parameters<typeof client.finishLogin>[0]['keyStretching']>;
/** The smallest that the library takes: what is left of an OPAQUE log-in without its password hashing. */
const almostNone: Stretching = { 'argon2id-custom': { iterations: 1, memory: 8, parallelism: 1 } };

/** Milliseconds of the last step of an OPAQUE log-in, which is where the password is hashed. */
function opaqueStep(keyStretching: Stretching): () => number {
  const identifiers = { client: address, server: 'sealpost' };
  const serverSetup = server.createSetup();
  const started = client.startRegistration({ password });
  const { registrationResponse } = server.createRegistrationResponse({ serverSetup, userIdentifier: 'bench', registrationRequest: started.registrationRequest });
  const { registrationRecord } = client.finishRegistration({ password, clientRegistrationState: started.clientRegistrationState, registrationResponse, identifiers, keyStretching });
  return () => {
    const { clientLoginState, startLoginRequest } = client.startLogin({ password });
    const { loginResponse } = server.startLogin({ serverSetup, userIdentifier: 'bench', registrationRecord, startLoginRequest, identifiers });
    const start = performance.now();
    if (client.finishLogin({ password, clientLoginState, loginResponse, identifiers, keyStretching }) === undefined) throw new Error('log-in failed');
    return performance.now() - start;
  };
}

async function measure(): Promise<unknown> {
  await Promise.all([ready(), opaqueReady]);
  const boundFetch = fetch.bind(globalThis);
  const { origin } = self.location;
  const vault = createVault({ api: createApi({ origin, fetch: boundFetch }), fetch: boundFetch, openSegment, device: createMemoryDevice(), deviceName: null, origin, now: Date.now });
  await vault.signUp({ practiceName: 'Bench', name: 'Bench', address, password, token: null });
  const withArgon = opaqueStep('memory-constrained');
  const withAlmostNone = opaqueStep(almostNone);
  const argon: number[] = [];
  const logIn: number[] = [];
  await interleave(
    {
      logIn: async () => {
        await vault.logOut();
        const start = performance.now();
        await vault.logIn({ address, password });
        logIn.push(performance.now() - start);
      },
      argon: () => argon.push(withArgon() - withAlmostNone()),
    },
    { runs: RUNS },
  );
  return { logIn: logIn.slice(1), argon: argon.slice(1), runs: RUNS };
}

answer(measure);
