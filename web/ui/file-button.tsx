// A button behind which an ordinary file input stands: one file at a time.
'use client';
import { FileUp } from 'lucide-react';
import { useRef } from 'react';
import { Button } from './button.tsx';

export type FileButtonProps = {
  label: string;
  onFile: (file: File) => void;
  /** Endings and media types that the system's dialog offers first. */
  accept?: string;
  busy?: boolean;
  variant?: 'primary' | 'secondary';
  size?: 'small' | 'medium';
};

export function FileButton({ label, onFile, accept, busy = false, variant = 'secondary', size = 'medium' }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button variant={variant} size={size} busy={busy} icon={<FileUp aria-hidden="true" />} onClick={() => input.current?.click()}>
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        tabIndex={-1}
        accept={accept}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          // The same file may be chosen again after it was changed.
          event.currentTarget.value = '';
          if (file) onFile(file);
        }}
      />
    </>
  );
}
