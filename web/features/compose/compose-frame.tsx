// The panel of full height in which a message is written: a head, what scrolls, and a foot that stays in reach.
'use client';

import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { text } from '../../text/index.ts';
import styles from './compose.module.css';

export function ComposeFrame({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  return (
    <ModalOverlay className={styles['overlay'] ?? ''} isOpen onOpenChange={(open) => !open && onClose()}>
      <Modal className={styles['modal'] ?? ''}>
        <Dialog className={styles['dialog'] ?? ''}>{children}</Dialog>
      </Modal>
    </ModalOverlay>
  );
}

export function ComposeHead({ children }: { children: ReactNode }) {
  return (
    <div className={styles['head']}>
      <Heading slot="title" level={2} className={styles['title'] ?? ''}>
        {text.compose.title}
      </Heading>
      {children}
    </div>
  );
}
