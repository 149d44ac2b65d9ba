// The addresses in mails: pages of the web client, and tokens that prove the mailbox.
import { mailedToken } from '../mailed-token.ts';
import type { Keys } from '../derived-key.ts';

export type LinkBase = { publicUrl: string; keys: Keys };

export type Links = ReturnType<typeof linksOf>;

export function linksOf({ publicUrl, keys }: LinkBase) {
  const to = (path: string, query: Record<string, string> = {}) => {
    const search = new URLSearchParams(query).toString();
    return `${publicUrl}${path}${search === '' ? '' : `?${search}`}`;
  };
  return {
    host: new URL(publicUrl).host,
    message: (id: string) => to('/message', { id }),
    invitation: (id: string) => to('/invite', { id, token: mailedToken(keys, { purpose: 'invitation', id }) }),
    confirm: (id: string) => to('/confirm', { token: mailedToken(keys, { purpose: 'confirm', id }) }),
    restart: (id: string) => to('/restart', { token: mailedToken(keys, { purpose: 'restart', id }) }),
    newAddress: (id: string) => to('/new-address', { token: mailedToken(keys, { purpose: 'new-address', id }) }),
    oldAddress: (id: string) => to('/old-address', { token: mailedToken(keys, { purpose: 'old-address', id }) }),
    logIn: () => to('/login', { existing: '1' }),
    recover: () => to('/recover'),
    openInvitations: () => to('/contacts'),
    inbox: () => to('/mail'),
    settings: () => to('/settings'),
  };
}
