// Where somebody's OpenPGP certificate is pasted, dropped or chosen.
'use client';
import { type DragEvent, useState } from 'react';
import { text } from '../../text/edge.ts';
import { Button } from '../button.tsx';
import { FileButton } from '../file-button.tsx';
import { TextArea } from '../text-area.tsx';
import styles from './certificate.module.css';

const words = text.openPgp.field;
const ENDINGS = '.asc,.pgp,.gpg,.key,.txt,application/pgp-keys';
/** A file beyond this is no certificate; the vault says so. */
const READ_MAX_BYTES = 2_000_000;

export type CertificateFieldProps = { label: string; onChange: (file: Uint8Array<ArrayBuffer> | null) => void };

export function CertificateField({ label, onChange }: CertificateFieldProps) {
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const [over, setOver] = useState(false);
  const [unread, setUnread] = useState(false);

  const type = (value: string) => {
    setTyped(value);
    setUnread(false);
    onChange(value.trim() === '' ? null : new TextEncoder().encode(value));
  };
  const choose = async (file: File) => {
    try {
      const bytes = new Uint8Array(await file.slice(0, READ_MAX_BYTES).arrayBuffer());
      setTyped('');
      setUnread(false);
      setChosen(file.name);
      onChange(bytes);
    } catch {
      setUnread(true);
    }
  };
  const clear = () => {
    setChosen(null);
    onChange(null);
  };
  const drop = (event: DragEvent) => {
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (!file) return;
    event.preventDefault();
    void choose(file);
  };
  return (
    <div
      className={styles['drop']}
      data-over={over || undefined}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {chosen === null ? (
        <TextArea
          label={label}
          description={words.hint}
          error={unread ? text.openPgp.fileRead : null}
          mono
          rows={4}
          spellCheck={false}
          autoComplete="off"
          value={typed}
          onChange={(event) => type(event.target.value)}
        />
      ) : (
        <div className={styles['chosen']}>
          <p>
            <span className={styles['label']}>{label}</span> {words.chosen(chosen)}
          </p>
          <Button size="small" variant="quiet" onClick={clear}>
            {words.remove}
          </Button>
        </div>
      )}
      <div>
        <FileButton label={words.choose} size="small" accept={ENDINGS} onFile={(file) => void choose(file)} />
      </div>
    </div>
  );
}
