// What a file is, for its sign and its word: by media type, and by the ending where the type says nothing.
import { Box, File, FileArchive, FileImage, FileText, ScanLine } from 'lucide-react';
import type { ReactNode } from 'react';
import type { AttachmentView } from '../../session/vault-api/mailbox.ts';
import { text } from '../../text/mailbox.ts';

const words = text.reading.attachments.typeNames;

type Kind = { icon: ReactNode; label: string };

const kinds: readonly { is: (type: string, ending: string) => boolean; kind: Kind }[] = [
  { is: (type, ending) => type === 'application/dicom' || ending === 'dcm', kind: { icon: <ScanLine />, label: words.dicom } },
  { is: (type, ending) => type === 'model/stl' || ending === 'stl', kind: { icon: <Box />, label: words.scan } },
  { is: (type) => type.startsWith('image/'), kind: { icon: <FileImage />, label: words.image } },
  { is: (type, ending) => type === 'application/pdf' || ending === 'pdf', kind: { icon: <FileText />, label: words.pdf } },
  { is: (type, ending) => type === 'application/zip' || ending === 'zip', kind: { icon: <FileArchive />, label: words.archive } },
  { is: (type) => type.startsWith('text/'), kind: { icon: <FileText />, label: words.text } },
];

export function fileKind({ name, mediaType }: Pick<AttachmentView, 'name' | 'mediaType'>): Kind {
  const ending = name.includes('.') ? (name.split('.').at(-1) ?? '').toLowerCase() : '';
  return kinds.find(({ is }) => is(mediaType, ending))?.kind ?? { icon: <File />, label: words.file };
}
