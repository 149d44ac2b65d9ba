// The product's signature: the two parts of a message. The postcard travels open (striped amber edge, hollow
// open envelope); the sealed part is closed (solid green edge, filled lock). Word, sign and edge, never colour alone.
import { Lock, MailOpen } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { text } from '../text/access.ts';
import styles from './panel.module.css';

type PanelProps = {
  /** `group` around fields, `region` (with a heading) around what is read. */
  role: 'group' | 'region';
  label?: ReactNode;
  /** Beside the label. */
  hint?: ReactNode;
  /** At the right of the head: a menu, a state. */
  actions?: ReactNode;
  footer?: ReactNode;
  children: ReactNode;
};

type Kind = 'postcard' | 'sealed';

function Panel({ kind, role, label, hint, actions, footer, children }: PanelProps & { kind: Kind; label: ReactNode }) {
  const id = useId();
  const Label = role === 'region' ? 'h2' : 'div';
  return (
    <section className={styles['panel']} data-kind={kind} role={role} aria-labelledby={id} aria-describedby={hint ? `${id}-hint` : undefined}>
      <div className={styles['head']}>
        {kind === 'sealed' ? <SealedSign /> : <PostcardSign />}
        <Label className={styles['label']} id={id}>
          {label}
        </Label>
        {hint ? (
          <p className={styles['hint']} id={`${id}-hint`}>
            {hint}
          </p>
        ) : null}
        {actions ? <div className={styles['actions']}>{actions}</div> : null}
      </div>
      <div className={styles['content']}>{children}</div>
      {footer ? <div className={styles['footer']}>{footer}</div> : null}
    </section>
  );
}

/** The e-mail part: "Sent as ordinary e-mail. No patient information here." */
export function PostcardPanel({ label = text.ui.emailMessage, hint = text.ui.postcardHint, ...rest }: PanelProps) {
  return <Panel kind="postcard" label={label} hint={hint} {...rest} />;
}

/** The secure part. `readers` are the names of those who can open it, without oneself. */
export function SealedPanel({ label = text.ui.secureMessage, readers, footer, ...rest }: PanelProps & { readers?: string[] }) {
  const sentence = readers === undefined ? null : text.ui.whoCanOpen(readers);
  return (
    <Panel
      kind="sealed"
      label={label}
      footer={
        sentence === null ? (
          footer
        ) : (
          <>
            <p className={styles['readers']}>
              <Lock aria-hidden="true" />
              <span>{sentence}</span>
            </p>
            {footer}
          </>
        )
      }
      {...rest}
    />
  );
}

/** Both parts of one message, one above the other on a common spine. */
export function TwoParts({ children }: { children: ReactNode }) {
  return <div className={styles['two-parts']}>{children}</div>;
}

/** The bare signs, for lists and legends. Decorative: a word stands beside them. */
export function SealedSign({ size = 'medium' }: { size?: 'medium' | 'small' }) {
  return (
    <span className={styles['sign']} data-kind="sealed" data-size={size} aria-hidden="true">
      <Lock />
    </span>
  );
}

export function PostcardSign({ size = 'medium' }: { size?: 'medium' | 'small' }) {
  return (
    <span className={styles['sign']} data-kind="postcard" data-size={size} aria-hidden="true">
      <MailOpen />
    </span>
  );
}
