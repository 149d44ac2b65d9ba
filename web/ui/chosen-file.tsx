// One file of a form: a button to choose it, and which one was chosen.
'use client';
import { CircleAlert } from 'lucide-react';
import { useId } from 'react';
import fieldStyles from './field.module.css';
import { FileButton } from './file-button.tsx';
import styles from './chosen-file.module.css';

export type ChosenFileProps = {
  label: string;
  /** The button's name. */
  choose: string;
  /** Where none is chosen. */
  none: string;
  file: File | null;
  onFile: (file: File) => void;
  accept?: string;
  error?: string | null;
};

export function ChosenFile({ label, choose, none, file, onFile, accept, error = null }: ChosenFileProps) {
  const id = useId();
  return (
    <div className={fieldStyles['field']} role="group" aria-labelledby={id}>
      <p className={fieldStyles['label']} id={id}>
        {label}
      </p>
      <div className={styles['row']}>
        <FileButton label={choose} size="small" onFile={onFile} {...(accept === undefined ? {} : { accept })} />
        <p className={styles['name']}>{file?.name ?? none}</p>
      </div>
      {error !== null && (
        <p className={fieldStyles['error']} role="alert">
          <CircleAlert aria-hidden="true" />
          <span>{error}</span>
        </p>
      )}
    </div>
  );
}
