// A letter as HTML, by react-email. Everything a person wrote passes through React, which escapes it.
/* oxlint-disable react/no-array-index-key -- rendered once, to a string: nothing is ever reordered */
import { Fragment, type ReactElement } from 'react';
import { Body, Button, Container, Head, Heading, Html, Link, Preview, render, Section, Text } from 'react-email';
import type { Language } from '../../language.ts';
import { darkSheet, style } from './letter-style.ts';
import type { Action, Block, Letter } from './letter.ts';
import type { MailWords } from './words.ts';

type Wording = { words: MailWords; language: Language };

export async function letterHtml(letter: Letter, wording: Wording): Promise<string> {
  return await render(<LetterPage letter={letter} {...wording} />);
}

function LetterPage({ letter, words, language }: Wording & { letter: Letter }): ReactElement {
  return (
    <Html lang={language}>
      <Head>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="format-detection" content="telephone=no, date=no, address=no, email=no" />
        <title>{letter.subject}</title>
        <style>{darkSheet}</style>
      </Head>
      <Preview>{letter.preview}</Preview>
      {/* The page's colour stands at an element that has the class: react-email moves the body's style to a table cell. */}
      <Body className="page" style={style.body}>
        <Section className="page" style={style.page}>
          <Container style={style.container}>
            <Text className="green" style={style.brand}>{words.brand}</Text>
            <Section className="card" style={style.card}>
              <Heading as="h1" className="ink" style={style.heading}>{letter.heading}</Heading>
              {letter.blocks.map((block, index) => <BlockView key={index} block={block} words={words} />)}
            </Section>
            <Text className="quiet footer" style={style.footer}><Lines text={letter.footer.join('\n')} /></Text>
          </Container>
        </Section>
      </Body>
    </Html>
  );
}

function BlockView({ block, words }: { block: Block; words: MailWords }): ReactElement {
  switch (block.kind) {
    case 'paragraph':
      return <Text className="ink" style={style.text}><Lines text={block.text} /></Text>;
    case 'note':
      return <Text className="quiet" style={style.note}><Lines text={block.text} /></Text>;
    case 'action':
      return <Section style={style.actionSection}><ActionView action={block.action} words={words} /></Section>;
    case 'postcard':
      return (
        <Section className="postcard" style={style.postcard}>
          <Text className="amber" style={style.postcardLabel}>{block.label}</Text>
          <Paragraphs text={block.text} />
        </Section>
      );
    case 'sealed':
      return (
        <Section className="sealed" style={style.sealed}>
          <Text className="green" style={style.sealedLabel}>{block.label}</Text>
          <Text className="ink" style={style.text}>{block.text}</Text>
          {block.needed === null ? null : <Text className="ink" style={style.text}>{block.needed}</Text>}
          <ActionView action={block.action} words={words} />
        </Section>
      );
  }
}

/** The button, and its address in full: for programs that show no buttons, and for people who look before they press. */
function ActionView({ action, words }: { action: Action; words: MailWords }): ReactElement {
  return (
    <>
      <Button href={action.url} className="button" style={style.button}>{action.label}</Button>
      <Text className="quiet" style={style.address}>
        {words.addressOfButton} <Link href={action.url} className="green" style={style.addressLink}>{action.url}</Link>
      </Text>
    </>
  );
}

function Paragraphs({ text }: { text: string }): ReactElement {
  const paragraphs = text.split(/\n{2,}/);
  return (
    <>
      {paragraphs.map((paragraph, index) => (
        <Text key={index} className="ink" style={index === paragraphs.length - 1 ? style.lastText : style.text}>
          <Lines text={paragraph} />
        </Text>
      ))}
    </>
  );
}

function Lines({ text }: { text: string }): ReactElement {
  return (
    <>
      {text.split('\n').map((line, index) => (
        <Fragment key={index}>
          {index > 0 ? <br /> : null}
          {line}
        </Fragment>
      ))}
    </>
  );
}
