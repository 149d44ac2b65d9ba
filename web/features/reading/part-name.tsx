// The name of a part of a message; where several messages are open, for screen readers also whose part it is.

export function PartName({ name, suffix }: { name: string; suffix: string | undefined }) {
  return (
    <>
      {name}
      {suffix !== undefined && <span className="visually-hidden">{suffix}</span>}
    </>
  );
}
