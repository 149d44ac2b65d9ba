// What is kept, in plain words and figures: one section for each reason why it is kept, with how long.
import type { OwnDataView } from '../../../session/own-data.ts';
import { formatList } from '../../../text/format.ts';
import { text } from '../../../text/own-data.ts';
import { Facts } from '../../../ui/facts.tsx';
import { Link } from '../../../ui/link.tsx';
import { paths } from '../../../ui/paths.ts';
import { Section } from '../section.tsx';
import styles from './kept-data.module.css';

const words = text.ownData;
type Kept = { kept: OwnDataView };

export function KeptData({ kept }: Kept) {
  return (
    <>
      <Person kept={kept} />
      <Access kept={kept} />
      <Devices kept={kept} />
      <Mailbox kept={kept} />
      <Sealed kept={kept} />
      <Contacted kept={kept} />
      <Happened kept={kept} />
      <Section title={words.elsewhere.title}>
        <ul className={styles['list']}>
          {words.elsewhere.items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
        <p>
          <Link href={paths.about}>{words.elsewhere.more}</Link>
        </p>
      </Section>
    </>
  );
}

function Person({ kept: { account, practice, practiceProfile, statements, sponsors, begun } }: Kept) {
  const own = words.self;
  const { language, confirmedAt } = account;
  const at = practice !== null && practice.name !== null && practice.role !== null && practice.joinedAt !== null ? own.inPractice(practice.name, own.roles[practice.role], Date.parse(practice.joinedAt)) : null;
  const { signed, voucher } = practiceProfile;
  const card = [...(signed === null ? [] : [own.cardSigned(Date.parse(signed.changedAt))]), ...(voucher === null ? [] : [own.cardVouched(Date.parse(voucher.madeAt))])];
  return (
    <Section title={own.title} hint={own.hint}>
      <Facts
        facts={[
          { term: own.name, value: account.name },
          { term: own.address, value: account.address },
          { term: own.formerAddresses, value: formatList(begun.addresses.former.map(({ address }) => address)) },
          { term: own.practiceName, value: account.practiceName },
          { term: own.practice, value: at },
          { term: own.card, value: formatList(card) },
          { term: own.statements, value: own.statementsKept(statements.made.length, statements.aboutYou) },
          { term: own.sponsors, value: formatList(sponsors.map(({ name }) => name)) },
          { term: own.language, value: language === null ? null : own.languages[language] },
          { term: own.made, value: words.at(Date.parse(account.createdAt)) },
          { term: own.confirmed, value: confirmedAt === null ? own.notConfirmed : words.at(Date.parse(confirmedAt)) },
        ]}
      />
    </Section>
  );
}

function Access({ kept: { access, keys, begun } }: Kept) {
  const own = words.access;
  const { wrappedAccountKeys: wraps, secondFactor, passkeys } = access;
  const factors = [
    ...(secondFactor.since === null ? [] : [own.appKept(Date.parse(secondFactor.since))]),
    ...passkeys.map(({ name, madeAt, unlocks }) => own.passkeyKept(name, Date.parse(madeAt), unlocks)),
  ];
  return (
    <Section title={own.title} hint={own.hint}>
      <Facts
        facts={[
          { term: own.password, value: own.passwordKept(access.passwordRecordBytes) },
          { term: own.kit, value: own.kitKept },
          { term: own.wraps, value: own.wrapsKept(wraps.length, sum(wraps)) },
          { term: own.secondFactor, value: factors.length === 0 ? own.secondFactorNone : [...factors, own.codesKept(secondFactor.codesLeft)].join('; ') },
          { term: own.keys, value: own.keysKept(keys.identities.length) },
          { term: own.tries, value: begun.tries.length === 0 ? words.none : own.triesKept(begun.tries.length) },
        ]}
      />
    </Section>
  );
}

function Devices({ kept: { devices, kept } }: Kept) {
  const own = words.devices;
  return (
    <Section title={own.title} hint={own.hint(kept.deviceMinutes)}>
      <ul className={styles['devices']}>
        {devices.map((device) => (
          <li key={device.createdAt + device.lastActiveAt + device.userAgent}>
            <strong>{device.current ? own.current : own.other}</strong> {own.from(device.clientAddress, Date.parse(device.lastActiveAt))}
            <span className={styles['agent']}>{device.userAgent}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Mailbox({ kept: { mailbox, uploads, storage, kept } }: Kept) {
  const own = words.mailbox;
  return (
    <Section title={own.title} hint={own.hint(kept.trashDays, kept.unsentDays)}>
      <Facts
        facts={[
          ...mailbox.map(({ folder, messages, bytes }) => ({ term: own.folders[folder], value: own.measured(messages, bytes) })),
          { term: own.uploads, value: own.uploaded(uploads.files, uploads.bytes) },
          { term: own.room[storage.of], value: own.used(storage.used, storage.limit) },
        ]}
      />
    </Section>
  );
}

function Sealed({ kept: { sealedDocuments: sealed, practiceTexts } }: Kept) {
  const own = words.sealed;
  return (
    <Section title={own.title} hint={own.hint}>
      <Facts
        facts={[
          ...sealed.documents.map(({ kind, documents, bytes }) => ({ term: own.kind(kind), value: own.measured(documents, bytes) })),
          { term: own.texts, value: practiceTexts && own.textsKept(practiceTexts.practice, practiceTexts.bytes) },
          { term: own.changed, value: sealed.updatedAt === null ? null : words.at(Date.parse(sealed.updatedAt)) },
        ]}
      />
    </Section>
  );
}

function Contacted({ kept: { invitations, handOvers, mails, noticeTimes, kept } }: Kept) {
  const own = words.contacted;
  const made = invitations.filter((invitation) => invitation.made).length;
  return (
    <Section title={own.title} hint={own.hint(kept.mailDays)}>
      <Facts
        facts={[
          { term: own.made, value: made === 0 ? words.none : own.count(made) },
          { term: own.received, value: made === invitations.length ? words.none : own.count(invitations.length - made) },
          { term: own.handOvers, value: handOvers.made.length === 0 ? words.none : own.handOversKept(handOvers.made.length) },
          { term: own.mails, value: mails.length === 0 ? words.none : own.mailCount(mails.length) },
          { term: own.notices, value: noticeTimes === null ? own.noticesNone : own.noticesKept },
        ]}
      />
    </Section>
  );
}

function Happened({ kept: { activity } }: Kept) {
  const own = words.activity;
  const { events, first, last } = activity;
  return (
    <Section title={own.title} hint={own.hint}>
      <Facts facts={[{ term: own.events, value: first === null || last === null ? words.none : own.between(events, Date.parse(first), Date.parse(last)) }]} />
      <p>
        <Link href={paths.activity}>{own.look}</Link>
      </p>
    </Section>
  );
}

function sum(sized: readonly { bytes: number }[]): number {
  return sized.reduce((total, { bytes }) => total + bytes, 0);
}
