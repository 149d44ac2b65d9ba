// The devices on which this account is logged in, and ending them.
'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { queryKeys } from '../../session/query-keys.ts';
import { server } from '../../session/server.ts';
import { text } from '../../text/index.ts';
import { announce } from '../../ui/toasts.ts';
import { useAction } from '../../ui/use-action.ts';

const words = text.settings.devices;

export function useDevices() {
  const cache = useQueryClient();
  const devices = useQuery({ queryKey: queryKeys.devices, queryFn: server.devices, refetchOnMount: 'always' });
  const refreshed = () => cache.invalidateQueries({ queryKey: queryKeys.devices });
  const end = useAction(async ({ id, name }: { id: string; name: string }) => {
    await server.endDevice(id);
    await refreshed();
    announce(words.loggedOut(name));
  });
  const endOthers = useAction(async () => {
    await server.endOtherDevices();
    await refreshed();
    announce(words.othersDone);
  });
  return { devices, end, endOthers };
}
