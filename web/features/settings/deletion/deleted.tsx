// After the account is deleted: that it is so, and that nothing is left to do.
import { text } from '../../../text/deletion.ts';
import { Heading } from '../../../ui/heading.tsx';

const words = text.deletion.gone;

export function Deleted() {
  return (
    <>
      <Heading>{words.title}</Heading>
      <p>{words.text}</p>
      <p>{words.kit}</p>
      <p>{words.close}</p>
    </>
  );
}
