// A role to give, and what it means. Only owners make owners.
import type { MemberRole, Role } from '../../session/vault-api/session.ts';
import { text } from '../../text/coworkers.ts';
import { SelectField } from '../../ui/select-field.tsx';

const words = text.coworkers;
const ROLES: readonly MemberRole[] = ['member', 'administrator', 'owner'];

export function RoleField({ role, giver, onChange }: { role: MemberRole; giver: Role | undefined; onChange: (role: MemberRole) => void }) {
  const offered = ROLES.filter((each) => each !== 'owner' || giver === 'owner');
  return (
    <SelectField
      label={words.role.label}
      description={words.role.meaning[role]}
      value={role}
      options={offered.map((each) => ({ value: each, label: words.roles[each] }))}
      onChange={onChange}
    />
  );
}
