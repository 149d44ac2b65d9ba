// One's decryption keys as a file, and old ones back from a file.
'use client';
import { useState } from 'react';
import type { SessionInfo } from '../../session/vault-api/session.ts';
import { text } from '../../text/edge.ts';
import { Button } from '../../ui/button.tsx';
import { FormActions } from '../../ui/form.tsx';
import { ExportKeys } from './export-keys.tsx';
import { ImportKeys } from './import-keys.tsx';
import { Section } from './section.tsx';

const words = text.keysFile;

export function KeysSection({ session }: { session: SessionInfo }) {
  const [open, setOpen] = useState<'export' | 'import' | null>(null);
  const close = () => setOpen(null);
  return (
    <Section title={words.title} hint={words.hint}>
      <FormActions>
        <Button onClick={() => setOpen('export')}>{words.export}</Button>
        <Button onClick={() => setOpen('import')}>{words.import}</Button>
      </FormActions>
      {open === 'export' && <ExportKeys session={session} onClose={close} />}
      {open === 'import' && <ImportKeys onClose={close} />}
    </Section>
  );
}
