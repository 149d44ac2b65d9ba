// Puts the mailbox's frame together: who may see it, the caches of what is shown, header and folders, and compose over all.
'use client';

import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { ComposeHost } from '../../features/compose/compose-host.tsx';
import { useInboxWatch } from '../../features/inbox/use-inbox-watch.ts';
import { LabelHost } from '../../features/labels/label-host.tsx';
import { LabelList } from '../../features/labels/label-list.tsx';
import { labelCondition, onlyLabel } from '../../features/search/conditions.ts';
import { useIndexBuilding } from '../../features/search/index-building.ts';
import { SearchProvider, useSearch } from '../../features/search/search-context.tsx';
import { SearchField } from '../../features/search/search-field.tsx';
import { Shell } from '../../features/shell/shell.tsx';
import { AccountMenu } from '../../features/unlock/account-menu.tsx';
import { LockedOverlay } from '../../features/unlock/locked-overlay.tsx';
import { NewVersionBanner } from '../../features/unlock/new-version-banner.tsx';
import { SessionGate } from '../../features/unlock/session-gate.tsx';
import { useSession } from '../../session/session-provider.tsx';
import { useOwnProfile } from '../../session/use-own-profile.ts';
import { useStating } from '../../session/use-stating.ts';
import { useGo } from '../../ui/navigation.ts';
import { paths } from '../../ui/paths.ts';
import { ShortcutProvider } from '../../ui/shortcuts.tsx';
import { useMailboxCache } from './use-mailbox-cache.ts';
import { useOwnChanges } from './use-own-changes.ts';

const RequiredSecondFactor = lazy(() => import('../../features/settings/required-second-factor.tsx').then((code) => ({ default: code.RequiredSecondFactor })));

export function MailboxFrame({ children }: { children: ReactNode }) {
  const cache = useMailboxCache();
  return (
    <SessionGate>
      <QueryClientProvider client={cache}>
        <ShortcutProvider>
          <SearchProvider>
            <OpenedMailbox>{children}</OpenedMailbox>
            <ComposeHost />
            <LabelHost />
          </SearchProvider>
        </ShortcutProvider>
      </QueryClientProvider>
      <LockedOverlay />
    </SessionGate>
  );
}

function OpenedMailbox({ children }: { children: ReactNode }) {
  const go = useGo();
  const unread = useInboxWatch();
  useOwnChanges();
  useOwnProfile();
  useStating();
  useIndexBuilding();
  const { query, setQuery } = useSearch();
  const showList = () => {
    if (!['/mail', '/message'].includes(window.location.pathname)) go(paths.folder('inbox'));
  };
  const label = onlyLabel(query);
  const chooseLabel = (name: string) => {
    setQuery(name === label ? '' : labelCondition(name));
    showList();
  };
  return (
    <Shell
      unread={unread}
      search={<SearchField onSearch={showList} />}
      labels={<LabelList current={label} onChoose={chooseLabel} />}
      account={<AccountMenu />}
    >
      <NewVersionBanner />
      <WithSecondFactor>{children}</WithSecondFactor>
    </Shell>
  );
}

/** What is set up stays on the screen until its recovery codes are stored, though the mailbox would open before. */
function WithSecondFactor({ children }: { children: ReactNode }) {
  const { session } = useSession();
  const [settingUp, setSettingUp] = useState(false);
  if (session?.secondFactorMissing === true && !settingUp) setSettingUp(true);
  if (!settingUp) return children;
  return (
    <Suspense>
      <RequiredSecondFactor onDone={() => setSettingUp(false)} />
    </Suspense>
  );
}
