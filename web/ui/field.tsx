// The frame around every field: label above, description below it, then the control, then what is wrong.
import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './field.module.css';

export type FieldWords = {
  /** The accessible name, complete and exact. */
  label: string;
  /** A hint; it becomes the description, never part of the name. */
  description?: ReactNode | undefined;
  error?: string | null | undefined;
};

/** The ids by which a control points to its description and its error. */
export function describedBy(id: string, { description, error }: FieldWords): string | undefined {
  const ids = [description === undefined ? null : `${id}-description`, error ? `${id}-error` : null].filter((part) => part !== null);
  return ids.length === 0 ? undefined : ids.join(' ');
}

export function Field({ id, label, description, error, children }: FieldWords & { id: string; children: ReactNode }) {
  return (
    <div className={styles['field']}>
      <label className={styles['label']} htmlFor={id}>
        {label}
      </label>
      {description !== undefined && (
        <div className={styles['description']} id={`${id}-description`}>
          {description}
        </div>
      )}
      {children}
      {error ? (
        <p className={styles['error']} id={`${id}-error`}>
          <CircleAlert aria-hidden="true" />
          <span>{error}</span>
        </p>
      ) : null}
    </div>
  );
}
