// The whole log, as it is filtered, as a file for a spreadsheet.
'use client';
import { saveBlob } from '../../session/save-blob.ts';
import { activityLog } from '../../session/activity.ts';
import { text } from '../../text/index.ts';
import { announce } from '../../ui/toasts.ts';
import { type Action, useAction } from '../../ui/use-action.ts';
import type { Asked } from './use-activity.ts';

const BYTE_ORDER_MARK = '\ufeff';

export function useExport(asked: Asked): Action<[]> {
  return useAction(async () => {
    const csv = await activityLog.export(asked);
    // Without the mark, spreadsheets on Windows take it for another character set.
    saveBlob([BYTE_ORDER_MARK, csv], text.activity.fileName(Date.now()));
    announce(text.activity.saved);
  });
}
