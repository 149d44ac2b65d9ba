// What runs first in the page: the person's own appearance, and the sign that scripts answer. (The Trusted Types policy comes before every script: web/trusted-types.ts.)
'use client';
import { useLayoutEffect } from 'react';
import { applyAppearance, readAppearance } from '../ui/appearance.ts';

export function DocumentStart() {
  useLayoutEffect(() => {
    applyAppearance(readAppearance());
    // Scripts answer: the hint for browsers in which they never do stays away.
    document.documentElement.dataset['started'] = '';
  }, []);
  return null;
}
