// What the server knows of handing over: whether this account is asked for it. Doing it is the vault's (vault/hand-over.ts).
import { answer } from './api.ts';
import { api } from './server.ts';

export const readHandOvers = () => answer(api()['hand-overs'].$get());
