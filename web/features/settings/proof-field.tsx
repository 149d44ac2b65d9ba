// Where the code is typed that a change asks for, unless a passkey is to give the second factor.
'use client';
import { text } from '../../text/index.ts';
import { TextField } from '../../ui/text-field.tsx';
import type { AskedProof } from './use-proof.ts';

const words = text.secondFactor;

type ProofFieldProps = { proof: AskedProof; code: string; checked: boolean; refused: boolean; onChange: (code: string) => void };

export function ProofField({ proof, code, checked, refused, onChange }: ProofFieldProps) {
  if (!proof.asked) return null;
  return (
    <TextField
      label={words.code}
      description={!proof.byPasskey ? words.codeHint : proof.byApp ? words.codeOrPasskey : words.recoveryOrPasskey}
      mono
      autoComplete="one-time-code"
      autoCapitalize="characters"
      spellCheck={false}
      maxLength={40}
      value={code}
      error={checked && !proof.suffices(code) ? words.codeError : null}
      aria-invalid={refused || undefined}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
