// Words of the times at which e-mails tell of new messages.
import { formatMoment } from '../format.ts';
import type { FailureEntries } from './failures.ts';

const failures: FailureEntries = {
  notices_too_late: {
    title: 'Your practice wants you told sooner',
    text: 'It has decided how late an e-mail may tell you of messages. Nothing was changed: choose an earlier time.',
  },
};

export const noticeTimes = {
  form: 'E-mail notices',
  loading: 'Looking…',
  retry: 'Try again',
  rhythm: 'E-mails come',
  rhythms: { 'at-once': 'At once, one for each message', hourly: 'Every hour, together', daily: 'Once a day, together' },
  hour: 'At',
  quiet: 'Quiet hours',
  quietHint: 'No e-mail comes then. What came meanwhile is told together when they end.',
  from: 'From',
  to: 'Until',
  timeError: 'Type a time, such as 19:00.',
  sameError: 'Choose another time than the first.',
  weekends: 'Quiet on Saturdays and Sundays',
  zone: 'Time zone',
  zoneHint: (here: string) => `The times above are those of this zone. This device is set to ${here}.`,
  policy: {
    'at-once': 'Your practice has decided that its members are told of messages at once.',
    day: 'Your practice has decided that its members are told of messages within a day, so weekends cannot be quiet.',
  },
  preview: (at: number) => `As saved, an e-mail would tell you of a message that came now on ${formatMoment(at)}, by this device’s clock.`,
  previewAtOnce: 'As saved, an e-mail would tell you of a message that came now at once.',
  save: 'Save times',
  saved: 'The times are saved.',
  failures,
};
