// The password, and the second factor where there is one, as both steps of a change of address ask for them.
'use client';
import { useState } from 'react';
import { useProof } from '../use-proof.ts';

export function useProvedPassword() {
  const proof = useProof();
  const [fields, setFields] = useState({ password: '', code: '' });
  const [checked, setChecked] = useState(false);
  return {
    proof,
    checked,
    ...fields,
    change: (patch: Partial<typeof fields>) => setFields({ ...fields, ...patch }),
    /** False where something is missing; from then on the fields say so. */
    check: () => {
      setChecked(true);
      return fields.password !== '' && proof.suffices(fields.code);
    },
    give: async () => ({ password: fields.password, ...(await proof.give(fields.code)) }),
  };
}

export type ProvedPassword = ReturnType<typeof useProvedPassword>;
