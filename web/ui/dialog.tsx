// Dialogs over the page: a small one in the middle, or a panel of full height. Focus stays inside and comes back after.
'use client';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { text } from '../text/access.ts';
import styles from './dialog.module.css';
import { IconButton } from './icon-button.tsx';

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

export function Dialog({
  title,
  isOpen,
  onOpenChange,
  size = 'medium',
  dismissable = true,
  role = 'dialog',
  actions,
  footer,
  children,
}: DialogProps) {
  return (
    <ModalOverlay
      className={styles['overlay'] ?? ''}
      data-size={size}
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      isKeyboardDismissDisabled={!dismissable}
    >
      <Modal className={styles['modal'] ?? ''} data-size={size}>
        <AriaDialog className={styles['dialog'] ?? ''} role={role}>
          <div className={styles['head']}>
            <Heading slot="title" level={2} className={styles['title'] ?? ''}>
              {title}
            </Heading>
            {actions}
            {dismissable && <IconButton label={text.ui.close} icon={<X aria-hidden="true" />} tip="none" onClick={() => onOpenChange(false)} />}
          </div>
          <div className={styles['body']}>{children}</div>
          {footer !== undefined && <div className={styles['footer']}>{footer}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
