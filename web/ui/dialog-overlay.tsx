// A dialog as it is drawn. Focus stays inside and comes back after.
'use client';
import { X } from 'lucide-react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { text } from '../text/access.ts';
import type { DialogProps } from './dialog.tsx';
import styles from './dialog.module.css';
import { IconButton } from './icon-button.tsx';

export function DialogOverlay({
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
        <Dialog className={styles['dialog'] ?? ''} role={role}>
          <div className={styles['head']}>
            <Heading slot="title" level={2} className={styles['title'] ?? ''}>
              {title}
            </Heading>
            {actions}
            {dismissable && <IconButton label={text.ui.close} icon={<X aria-hidden="true" />} tip="none" onClick={() => onOpenChange(false)} />}
          </div>
          <div className={styles['body']}>{children}</div>
          {footer !== undefined && <div className={styles['footer']}>{footer}</div>}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
