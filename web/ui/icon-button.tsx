// A button that shows only a sign. Its name is always there for screen readers, and as a tip on hover and focus.
'use client';
import type { ComponentProps, ReactNode } from 'react';
import styles from './icon-button.module.css';
import { useHydrated } from './use-hydrated.ts';

export type IconButtonProps = Omit<ComponentProps<'button'>, 'className' | 'children' | 'aria-label'> & {
  label: string;
  icon: ReactNode;
  size?: 'medium' | 'small';
  /** Where the tip appears. */
  tip?: 'below' | 'above' | 'none';
};

export function IconButton({ label, icon, size = 'medium', tip = 'below', type = 'button', disabled, ...rest }: IconButtonProps) {
  const hydrated = useHydrated();
  return (
    <button
      {...rest}
      type={type}
      aria-label={label}
      className={styles['icon-button']}
      data-size={size}
      disabled={disabled === true || !hydrated}
    >
      {icon}
      {tip !== 'none' && (
        <span className={styles['tip']} data-side={tip} aria-hidden="true">
          {label}
        </span>
      )}
    </button>
  );
}
