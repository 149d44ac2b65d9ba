// What deleting this account would do, as the server foretells it. Doing it is the vault's (vault/deletion.ts).
import { answer } from './api.ts';
import { api } from './server.ts';

export const foretellDeletion = () => answer(api().deletion.$get());

export type Foretold = Awaited<ReturnType<typeof foretellDeletion>>;
