// What the server keeps about this account, as it tells it. The file with all of it is the vault's (vault/own-data.ts).
import { answer } from './api.ts';
import { api } from './server.ts';

export const readOwnData = () => answer(api()['own-data'].$get());

export type OwnDataView = Awaited<ReturnType<typeof readOwnData>>;
