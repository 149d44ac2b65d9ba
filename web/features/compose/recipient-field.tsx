// The field "To" with its suggestions.
'use client';

import { useId } from 'react';
import { text } from '../../text/index.ts';
import { useHydrated } from '../../ui/use-hydrated.ts';
import { type Suggestion as Suggested, useAddressEntry } from './use-address-entry.ts';
import styles from './recipients.module.css';

type RecipientFieldProps = {
  chosen: readonly string[];
  onAdd: (addresses: string[]) => void;
  onFound: (added: string, addresses: readonly string[]) => void;
  onRemoveLast: () => void;
  autoFocus: boolean;
};

export function RecipientField({ chosen, onAdd, onFound, onRemoveLast, autoFocus }: RecipientFieldProps) {
  const id = useId();
  const hydrated = useHydrated();
  const entry = useAddressEntry({ chosen, onAdd, onFound, onRemoveLast });
  return (
    <div className={styles['field']}>
      <label htmlFor={id} className={styles['label']}>
        {text.compose.to.label}
      </label>
      <div className={styles['anchor']}>
        <input
          id={id}
          className={styles['input']}
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={entry.isOpen}
          aria-controls={`${id}-suggestions`}
          aria-activedescendant={entry.active === -1 ? undefined : `${id}-${entry.active}`}
          aria-describedby={`${id}-hint`}
          type="text"
          inputMode="email"
          autoCapitalize="off"
          autoCorrect="off"
          autoComplete="off"
          spellCheck={false}
          enterKeyHint="enter"
          autoFocus={autoFocus}
          disabled={!hydrated}
          value={entry.typed}
          onChange={entry.onChange}
          onKeyDown={entry.onKeyDown}
          onPaste={entry.onPaste}
          onBlur={entry.onBlur}
        />
        <div id={`${id}-suggestions`} role="listbox" aria-label={text.compose.to.suggestions} className={styles['suggestions']} hidden={!entry.isOpen}>
          {entry.isOpen &&
            entry.suggestions.map((suggested, index) => (
              <Suggestion key={keyOf(suggested)} id={`${id}-${index}`} suggested={suggested} active={index === entry.active} onChoose={() => entry.choose(suggested)} />
            ))}
        </div>
      </div>
      <p id={`${id}-hint`} className={styles['hint']}>
        {text.compose.to.hint}
      </p>
    </div>
  );
}

function keyOf(suggested: Suggested): string {
  return suggested.kind === 'group' ? suggested.group.id : suggested.person.address;
}

function wordsOf(suggested: Suggested): { name: string; more: string } {
  if (suggested.kind === 'group') return { name: suggested.group.name, more: text.compose.to.group(suggested.addresses.length) };
  const { name, practice, address } = suggested.person;
  return { name: name === '' ? address : name, more: [practice, name === '' ? '' : address].filter((part) => part !== '').join(' · ') };
}

function Suggestion({ id, suggested, active, onChoose }: { id: string; suggested: Suggested; active: boolean; onChoose: () => void }) {
  const { name, more } = wordsOf(suggested);
  return (
    // Keys reach it through the field, which keeps the focus.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={active}
      className={styles['suggestion']}
      // Pressing must not take the focus from the field, or leaving it would add the half-typed text first.
      onPointerDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      <span className={styles['suggestion-name']}>{name}</span>
      <span className={styles['suggestion-more']}>{more}</span>
    </div>
  );
}
