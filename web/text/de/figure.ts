// The drawing beside log-in and registration: one message in its two parts.
import type { Words } from '../words.ts';
import type { figure as english } from '../en/figure.ts';

export const figure: Words<typeof english> = {
  label: 'So sieht eine Nachricht aus',
  lead: 'Eine Nachricht, zwei Teile.',
  text: 'Der erste ist gewöhnliche E-Mail und sagt, dass etwas wartet. Der zweite wird auf Ihrem Gerät verschlossen und öffnet sich nur für die Menschen, an die er geht. Niemand dazwischen kann ihn lesen, auch dieser Server nicht.',
  subject: 'Neue Unterlagen für Sie',
  body: 'In Sealpost wartet etwas auf Sie. Öffnen Sie es mit dem Link unten.',
  secureSubject: 'DVT und Überweisung, oben links',
  attachment: 'volume.dcm',
  attachmentDetail: 'Röntgenvolumen, 212 MB',
  readers: ['Dr. Ana Ruiz', 'Dentallabor Nord'],
};
