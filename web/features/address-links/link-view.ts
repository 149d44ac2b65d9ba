// What a mailed link of a change of address stands for, as the server tells it.
import type { server } from '../../session/server.ts';

export type LinkView = Awaited<ReturnType<typeof server.viewAddressChange>>;
