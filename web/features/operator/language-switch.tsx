// The other languages, at the foot of every page outside the mailbox. The page is loaded anew where it is, its address whole; so the
// switch goes as soon as that would lose something.
'use client';
import { text } from '../../text/access.ts';
import { keepLanguage, languages } from '../../ui/language.ts';
import { useHydrated } from '../../ui/use-hydrated.ts';
import { useTyped } from '../../ui/use-typed.ts';
import styles from './operator-links.module.css';

export function LanguageSwitch() {
  const typed = useTyped();
  const hydrated = useHydrated();
  if (typed) return null;
  return languages
    .filter(({ code }) => code !== text.language.code)
    .map(({ code, name }) => (
      <button
        key={code}
        type="button"
        lang={code}
        className={styles['language']}
        disabled={!hydrated}
        onClick={() => {
          keepLanguage(code);
          location.reload();
        }}
      >
        {name}
      </button>
    ));
}
