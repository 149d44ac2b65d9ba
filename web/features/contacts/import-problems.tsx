// What stands in the way of a file, line by line.
import { text } from '../../text/contact-files.ts';
import { Callout } from '../../ui/callout.tsx';
import type { LineProblem } from './transfer/read-contacts.ts';
import styles from './contacts.module.css';

const words = text.contactFiles.importing;
const mostListed = 100;

export function ImportProblems({ problems, whole }: { problems: readonly LineProblem[]; whole: boolean }) {
  return (
    <Callout tone="danger" role="alert" title={whole ? words.wholeTitle : words.problemsTitle(problems.length)}>
      <p>{whole ? words.wholeText : words.problemsText}</p>
      <ul className={styles['problems']} aria-label={words.list}>
        {problems.slice(0, mostListed).map(({ line, kind, shown }, index) => (
          <li key={index}>
            {line !== null && <span className={styles['problem-line']}>{`${words.line(line)}: `}</span>}
            {words.problems[kind](shown)}
          </li>
        ))}
      </ul>
      {problems.length > mostListed && <p>{words.furtherProblems(problems.length - mostListed)}</p>}
    </Callout>
  );
}
