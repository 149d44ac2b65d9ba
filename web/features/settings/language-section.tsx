// The language of the pages and of the mails that one gets.
'use client';
import { useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { server } from '../../session/server.ts';
import { text } from '../../text/index.ts';
import { Button } from '../../ui/button.tsx';
import { Callout } from '../../ui/callout.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { keepLanguage, type Language, languages } from '../../ui/language.ts';
import { SelectField } from '../../ui/select-field.tsx';
import { useAction } from '../../ui/use-action.ts';
import { useTyped } from '../../ui/use-typed.ts';
import { Section } from './section.tsx';

const words = text.settings.language;
const options = languages.map(({ code, name }) => ({ value: code, label: name }));

export function LanguageSection() {
  const typed = useTyped();
  const writing = useSearchParams().has('compose');
  const [chosen, setChosen] = useState<Language>(text.language.code);
  const [waiting, setWaiting] = useState(false);
  const choose = useAction(async (language: Language) => {
    await server.speak(language);
    keepLanguage(language);
    setChosen(language);
    // A reload would lose what stands in a form of this page.
    if (typed || writing) setWaiting(language !== text.language.code);
    else location.reload();
  });
  return (
    <Section title={words.title} hint={words.hint}>
      <SelectField label={words.label} value={chosen} options={options} disabled={choose.busy} onChange={(language) => void choose.run(language)} />
      <FailureNote failure={choose.failure} />
      <div role="status">
        {waiting && (
          <Callout
            tone="info"
            title={words.waiting}
            actions={
              <Button size="small" onClick={() => location.reload()}>
                {words.reload}
              </Button>
            }
          >
            {words.waitingText}
          </Callout>
        )}
      </div>
    </Section>
  );
}
