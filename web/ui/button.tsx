// The button: a native element in four variants. Disabled until scripts answer; busy while its work runs.
'use client';
import type { ComponentProps, ReactNode } from 'react';
import styles from './button.module.css';
import { Spinner } from './spinner.tsx';
import { useHydrated } from './use-hydrated.ts';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';
export type ButtonSize = 'medium' | 'small' | 'large';

export type ButtonProps = Omit<ComponentProps<'button'>, 'className'> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** Work started by this button is running: it stays in place and ignores further presses. */
  busy?: boolean;
  /** The full width of its container. */
  wide?: boolean;
  icon?: ReactNode;
};

export function Button({
  variant = 'secondary',
  size = 'medium',
  type = 'button',
  busy = false,
  wide = false,
  icon,
  disabled,
  onClick,
  children,
  ...rest
}: ButtonProps) {
  const hydrated = useHydrated();
  return (
    <button
      {...rest}
      type={busy ? 'button' : type}
      className={styles['button']}
      data-variant={variant}
      data-size={size}
      data-wide={wide || undefined}
      data-busy={busy || undefined}
      // A busy button keeps the focus, so it is not disabled, only deaf.
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      disabled={disabled === true || !hydrated}
      onClick={busy ? undefined : onClick}
    >
      {busy && <Spinner />}
      {icon}
      {children}
    </button>
  );
}
