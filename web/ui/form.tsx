// A form that validates in words of its own: on a refused submission the first field in error takes the focus.
'use client';
import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';
import styles from './form.module.css';

export type FormProps = {
  /** Resolves when fields may show errors; the first invalid one is then focused. */
  onSubmit: () => void | Promise<unknown>;
  children: ReactNode;
  /** The form's accessible name, where a page has several. */
  label?: string;
};

export function Form({ onSubmit, children, label }: FormProps) {
  const ref = useRef<HTMLFormElement>(null);
  const [answered, setAnswered] = useState(0);
  // After the drawing that shows the errors, however long that takes: this state is set after theirs.
  useEffect(() => {
    if (answered > 0) ref.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [answered]);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    await onSubmit();
    setAnswered((before) => before + 1);
  };
  return (
    <form ref={ref} className={styles['form']} noValidate aria-label={label} onSubmit={(event) => void submit(event)}>
      {children}
    </form>
  );
}

/** The row of buttons that ends a form. */
export function FormActions({ children }: { children: ReactNode }) {
  return <div className={styles['actions']}>{children}</div>;
}
