// Links: in running text, or dressed as a button where following it is the next step.
import NextLink from 'next/link';
import type { ComponentProps, ReactNode } from 'react';
import type { ButtonSize, ButtonVariant } from './button.tsx';
import buttonStyles from './button.module.css';
import styles from './link.module.css';

type LinkProps = Omit<ComponentProps<typeof NextLink>, 'className'>;

export function Link({ tone = 'accent', ...rest }: LinkProps & { tone?: 'accent' | 'quiet' }) {
  return <NextLink prefetch={false} {...rest} className={styles['link']} data-tone={tone} />;
}

export function ButtonLink({
  variant = 'secondary',
  size = 'medium',
  wide = false,
  icon,
  children,
  ...rest
}: LinkProps & { variant?: ButtonVariant; size?: ButtonSize; wide?: boolean; icon?: ReactNode }) {
  return (
    <NextLink
      prefetch={false}
      {...rest}
      className={buttonStyles['button']}
      data-variant={variant}
      data-size={size}
      data-wide={wide || undefined}
    >
      {icon}
      {children}
    </NextLink>
  );
}
