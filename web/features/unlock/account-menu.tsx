// The account's menu in the header of every page of the mailbox.
'use client';
import { Building2, CircleUserRound, Info, LifeBuoy, LogOut, Scale, Settings, ShieldCheck } from 'lucide-react';
import { server } from '../../session/server.ts';
import { useSession } from '../../session/session-provider.tsx';
import type { SessionInfo } from '../../session/vault-api/session.ts';
import { text } from '../../text/access.ts';
import { formatList } from '../../text/format.ts';
import { type MenuEntry, MenuButton } from '../../ui/menu.tsx';
import { paths } from '../../ui/paths.ts';
import { useLoaded } from '../../ui/use-loaded.ts';
import styles from './account-menu.module.css';
import { noteAskedToLeave } from './leaving.ts';

const words = text.unlock.account;
const { operator } = text;

export function AccountMenu({ iconOnly = false }: { iconOnly?: boolean }) {
  const { session, logOut } = useSession();
  const about = useAbout();
  const leave = () => {
    noteAskedToLeave();
    void logOut();
  };
  return (
    <MenuButton
      label={words.button}
      icon={<CircleUserRound aria-hidden="true" />}
      iconOnly={iconOnly}
      header={session === undefined ? undefined : <Who session={session} />}
      groups={[
        [
          { id: 'settings', label: words.settings, icon: <Settings aria-hidden="true" />, href: paths.settings },
          { id: 'trust', label: words.trust, icon: <ShieldCheck aria-hidden="true" />, href: paths.trust },
          { id: 'practice', label: words.practice, icon: <Building2 aria-hidden="true" />, href: paths.practice },
        ],
        about,
        [{ id: 'log-out', label: words.logOut, icon: <LogOut aria-hidden="true" />, onAction: leave }],
      ]}
    />
  );
}

/** What is kept here, and the pages of whoever runs this server. */
function useAbout(): MenuEntry[] {
  const loaded = useLoaded('settings', server.settings);
  const { imprint = null, privacy = null, support = null } = loaded.status === 'ready' ? loaded.data.links : {};
  return [
    { id: 'about', label: operator.about, icon: <Info aria-hidden="true" />, href: paths.about, elsewhere: true },
    ...(imprint === null ? [] : [{ id: 'imprint', label: operator.imprint, icon: <Scale aria-hidden="true" />, href: imprint, elsewhere: true }]),
    ...(privacy === null ? [] : [{ id: 'privacy', label: operator.privacy, icon: <ShieldCheck aria-hidden="true" />, href: privacy, elsewhere: true }]),
    ...(support === null ? [] : [{ id: 'support', label: operator.support, icon: <LifeBuoy aria-hidden="true" />, href: support, elsewhere: true }]),
  ];
}

function Who({ session }: { session: SessionInfo }) {
  const practice =
    session.practice?.name ?? (session.sponsors.length > 0 ? words.guestOf(formatList(session.sponsors.map(({ name }) => name))) : null);
  return (
    <>
      <p className={styles['name']}>{session.name}</p>
      <p className={styles['detail']}>{session.address}</p>
      {practice !== null && <p className={styles['detail']}>{practice}</p>}
    </>
  );
}
