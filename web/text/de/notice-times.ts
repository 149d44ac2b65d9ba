// Words of the times at which e-mails tell of new messages, in German.
import type { FailureEntries } from '../en/failures.ts';
import type { noticeTimes as english } from '../en/notice-times.ts';
import { formatMoment } from '../format.ts';
import type { Words } from '../words.ts';

const failures: FailureEntries = {
  notices_too_late: {
    title: 'Ihre Praxis möchte, dass Sie früher davon hören',
    text: 'Sie hat festgelegt, wie spät eine E-Mail Sie auf Nachrichten hinweisen darf. Es wurde nichts geändert: Wählen Sie eine frühere Zeit.',
  },
};

export const noticeTimes: Words<typeof english> = {
  form: 'E-Mail-Hinweise',
  loading: 'Wird nachgesehen …',
  retry: 'Noch einmal versuchen',
  rhythm: 'E-Mails kommen',
  rhythms: { 'at-once': 'Sofort, eine für jede Nachricht', hourly: 'Jede Stunde, gesammelt', daily: 'Einmal am Tag, gesammelt' },
  hour: 'Um',
  quiet: 'Ruhezeit',
  quietHint: 'Dann kommt keine E-Mail. Auf das, was inzwischen gekommen ist, weist danach eine gemeinsame hin.',
  from: 'Von',
  to: 'Bis',
  timeError: 'Geben Sie eine Uhrzeit ein, zum Beispiel 19:00.',
  sameError: 'Wählen Sie eine andere Zeit als die erste.',
  weekends: 'Ruhe an Samstagen und Sonntagen',
  zone: 'Zeitzone',
  zoneHint: (here) => `Die Zeiten oben sind die dieser Zone. Dieses Gerät ist auf ${here} eingestellt.`,
  policy: {
    'at-once': 'Ihre Praxis hat festgelegt, dass ihre Mitglieder sofort auf Nachrichten hingewiesen werden.',
    day: 'Ihre Praxis hat festgelegt, dass ihre Mitglieder innerhalb eines Tages auf Nachrichten hingewiesen werden. An Wochenenden kann deshalb keine Ruhe sein.',
  },
  preview: (at) => `So wie gespeichert, würde eine E-Mail auf eine Nachricht, die jetzt kommt, am ${formatMoment(at)} hinweisen, nach der Uhr dieses Geräts.`,
  previewAtOnce: 'So wie gespeichert, würde eine E-Mail auf eine Nachricht, die jetzt kommt, sofort hinweisen.',
  save: 'Zeiten speichern',
  saved: 'Die Zeiten sind gespeichert.',
  failures,
};
