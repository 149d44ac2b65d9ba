// How many people the practice has, of how many it has room for; and, where there is none, why nobody can be invited, before anybody tries.
import { text } from '../../text/coworkers.ts';
import { Callout } from '../../ui/callout.tsx';
import type { Places } from './use-roster.ts';
import styles from './coworkers.module.css';

const words = text.coworkers.places;

/** The id of what says why: buttons that cannot be pressed because of it point there. */
export const PLACES_FULL = 'places-full';

export const leftOf = ({ used, limit }: Places): number => Math.max(0, limit - used);

export function CoworkerPlaces({ places }: { places: Places }) {
  const { used, limit } = places;
  return (
    <>
      <p className={styles['places']}>{used > limit ? words.over(used, limit) : words.count(used, limit)}</p>
      {leftOf(places) === 0 && (
        <div id={PLACES_FULL}>
          <Callout tone="info" title={words.full}>
            <p>
              {words.fullText} {used > limit && words.stays}
            </p>
          </Callout>
        </div>
      )}
    </>
  );
}
