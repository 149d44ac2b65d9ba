// Words for files that another app on the phone or computer has shared with Sealpost, in German.
import type { sharedFiles as english } from '../en/shared-files.ts';
import type { Words } from '../words.ts';

export const sharedFiles: Words<typeof english> = {
  fromElsewhere: 'Die aus einer anderen App geteilten Dateien hängen unten an dieser Nachricht. Entfernen Sie, was Sie nicht senden möchten; vor „Senden“ wird nichts verschickt.',
  lost: {
    title: 'Die geteilten Dateien sind nicht mehr da',
    text: 'Bis sie in einer Nachricht sind, werden sie nur im Arbeitsspeicher gehalten, höchstens zehn Minuten. Es wurde nichts gesendet. Teilen Sie sie in der anderen App noch einmal.',
  },
  notReady: {
    title: 'Die Dateien wurden nicht übernommen',
    text: 'Sealpost war auf diesem Gerät noch nicht bereit. Die Dateien sind deshalb bei niemandem angekommen: Sie wurden weder gelesen noch gespeichert.',
    steps: ['Öffnen Sie Sealpost und warten Sie, bis Sie die Anmeldung oder Ihr Postfach sehen.', 'Teilen Sie die Dateien dann noch einmal.'],
    otherwise: 'Hilft das nicht, schreiben Sie in Sealpost eine neue Nachricht und wählen die Dateien dort mit „Dateien anhängen“.',
    action: 'Sealpost öffnen',
  },
};
