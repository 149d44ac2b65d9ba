// What runs first in the page: the person's own appearance, the sign that scripts answer, and what answers without a connection. (The Trusted Types policy comes before every script: web/trusted-types.ts.)
'use client';
import { useEffect, useLayoutEffect } from 'react';
import { registerShell } from '../session/shell.ts';
import { applyAppearance, readAppearance } from '../ui/appearance.ts';

export function DocumentStart() {
  useLayoutEffect(() => {
    applyAppearance(readAppearance());
    // Scripts answer: the hint for browsers in which they never do stays away.
    document.documentElement.dataset['started'] = '';
  }, []);
  useEffect(registerShell, []);
  return null;
}
