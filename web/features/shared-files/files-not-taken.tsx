// Says that shared files were not taken over, that nobody has them, and what to do.
import { sharedFiles } from '../../text/shared-files.ts';
import { Heading } from '../../ui/heading.tsx';
import { ButtonLink } from '../../ui/link.tsx';
import styles from './files-not-taken.module.css';

const words = sharedFiles.notReady;

export function FilesNotTaken() {
  return (
    <>
      <Heading>{words.title}</Heading>
      <p>{words.text}</p>
      <ol className={styles['steps']}>
        {words.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p>{words.otherwise}</p>
      <div>
        <ButtonLink href="/" variant="primary">
          {words.action}
        </ButtonLink>
      </div>
    </>
  );
}
