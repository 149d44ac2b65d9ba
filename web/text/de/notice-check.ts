// Words of the check of the e-mail part for what may be about a patient, in German.
import type { Words } from '../words.ts';
import type { noticeCheck as english } from '../en/notice-check.ts';

export const noticeCheck: Words<typeof english> = {
  title: 'Hier könnte es um einen Patienten gehen',
  intro: 'Der E-Mail-Teil kann unterwegs gelesen werden. Verschieben Sie in die sichere Nachricht, was etwas über einen Patienten verrät.',
  kinds: {
    'birth-date': 'Geburtsdatum?',
    'insurance-number': 'Versicherten- oder Ausweisnummer?',
    'record-number': 'Patienten- oder Fallnummer?',
    'phone-number': 'Telefonnummer?',
    'file-name': 'Aus dem Namen einer angehängten Datei',
    'secure-words': 'Steht auch in der sicheren Nachricht',
  },
  inSubject: 'Betreff',
  show: (place) => `${place} zeigen`,
  showShort: 'Zeigen',
  move: 'In die sichere Nachricht verschieben',
  moved: 'In die sichere Nachricht verschoben.',
  question: {
    title: 'Patientendaten im E-Mail-Teil?',
    text: 'Er geht als gewöhnliche E-Mail hinaus, und andere können ihn unterwegs lesen. Sie entscheiden: Sealpost kann nicht wissen, um wen es geht.',
    back: 'Zurück und ändern',
    moveAll: 'In die sichere Nachricht verschieben',
    send: 'So senden',
  },
};
