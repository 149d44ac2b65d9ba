// The list of sections: beside them where there is room, above them on a phone. It marks the one that is being looked at.
'use client';
import { useId } from 'react';
import { text } from '../../text/index.ts';
import type { SettingsGroup } from './settings-groups.tsx';
import styles from './settings.module.css';
import { useSectionInView } from './use-section-in-view.ts';

export function SettingsIndex({ groups }: { groups: readonly SettingsGroup[] }) {
  const current = useSectionInView(groups.flatMap(({ sections }) => sections.map(({ id }) => id)));
  return (
    <nav aria-label={text.settings.sections} className={styles['index']}>
      {groups.map((group) => (
        <IndexGroup key={group.name} group={group} current={current} />
      ))}
    </nav>
  );
}

function IndexGroup({ group, current }: { group: SettingsGroup; current: string | null }) {
  const id = useId();
  return (
    <div className={styles['group']}>
      <p id={id} className={styles['group-name']}>
        {group.name}
      </p>
      <ul aria-labelledby={id} className={styles['links']}>
        {group.sections.map((section) => (
          <li key={section.id}>
            <a href={`#${section.id}`} className={styles['link']} aria-current={section.id === current ? 'location' : undefined}>
              {section.title}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
