// Dialogs over the page: a small one in the middle, or a panel of full height. Drawn by code that is loaded with the first.
'use client';
import type { ReactNode } from 'react';
import { useOverlayCode } from './overlay-code.ts';

export type DialogProps = {
  /** The dialog's accessible name. */
  title: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  size?: 'small' | 'medium' | 'large' | 'panel';
  /** False where leaving it would lose something: no close button, no Escape. */
  dismissable?: boolean;
  role?: 'dialog' | 'alertdialog';
  /** Beside the title. */
  actions?: ReactNode;
  footer?: ReactNode;
  children: ReactNode;
};

export function Dialog(props: DialogProps) {
  const code = useOverlayCode(props.isOpen, () => props.onOpenChange(false));
  return code === null ? null : <code.DialogOverlay {...props} />;
}
