// When e-mails tell of new messages, as the server keeps it.
import { answer } from './api.ts';
import { api } from './server.ts';

type Put = Parameters<ReturnType<typeof api>['notice-times']['$put']>[0]['json'];

/** Times of the day are written `07:30`; `timeZone` is an IANA name. */
export type NoticeTimes = Put;

export const noticeTimes = {
  read: () => answer(api()['notice-times'].$get()),
  save: (times: NoticeTimes) => answer(api()['notice-times'].$put({ json: times })),
};

export type NoticeTimesView = Awaited<ReturnType<typeof noticeTimes.read>>;
