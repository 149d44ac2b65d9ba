// A device that makes passkeys, as Chromium's own stand-in: no prompt, and everybody is who they say.
import type { CDPSession } from 'playwright-core';
import type { Person } from './person.ts';

export type VirtualDevice = {
  /** Whether the person is recognised from now on. */
  recognise: (is: boolean) => Promise<void>;
  /** Its passkeys, as another device would hold them: a copy. */
  credentials: () => Promise<unknown[]>;
  take: (credentials: readonly unknown[]) => Promise<void>;
  unplug: () => Promise<void>;
};

/** `prf`: it can give keys for unlocking. */
export async function plugIn({ page, context }: Person, { prf = true }: { prf?: boolean } = {}): Promise<VirtualDevice> {
  const session: CDPSession = await context.newCDPSession(page);
  await session.send('WebAuthn.enable', { enableUI: false });
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
      hasPrf: prf,
    },
  });
  return {
    recognise: async (is) => void (await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: is })),
    credentials: async () => (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials,
    take: async (credentials) => {
      for (const credential of credentials) await session.send('WebAuthn.addCredential', { authenticatorId, credential: credential as never });
    },
    unplug: async () => void (await session.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId })),
  };
}
