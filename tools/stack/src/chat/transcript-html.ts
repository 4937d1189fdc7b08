import type { Screen, Tap } from '@kinoline/sandbox';

interface Names {
  readonly names: { readonly person: string; readonly bot: string };
  readonly pictures: ReadonlyMap<string, string>;
}

/** A message of the bot: its text, its picture, its buttons. */
export function messageHtml(screen: Screen, { names, pictures }: Names): string {
  const picture = screen.fileId === undefined ? undefined : pictures.get(screen.fileId);
  const parts = [
    `<b>${escape(names.bot)}</b>${screen.version > 1 ? ' ✎' : ''}`,
    ...(picture === undefined ? [] : [`<img src="${picture}" width="320" alt="">`]),
    ...(screen.kind === 'text' || screen.kind === 'photo' ? [] : [`<i>${describeFile(screen)}</i>`]),
    textHtml(screen),
    ...screen.buttons.map((row) => row.map(({ label }) => `<kbd>${escape(label)}</kbd>`).join(' ')),
  ];
  return `<table><tr><td>\n${parts.filter((part) => part !== '').join('<br>\n')}\n</td></tr></table>`;
}

/** What the person wrote or sent. */
export function saidHtml(screen: Screen, { names, pictures }: Names): string {
  const picture = screen.fileId === undefined ? undefined : pictures.get(screen.fileId);
  const image = picture === undefined ? '' : `<img src="${picture}" width="160" alt=""><br>`;
  const kind = screen.kind === 'text' || screen.kind === 'photo' ? '' : `<i>${screen.kind}</i> `;
  return `<p align="right">${image}<b>${escape(names.person)}:</b> ${kind}${textHtml(screen)}</p>`;
}

/** A button that was pressed, and what was shown for it over the chat. */
export function pressHtml({ label, answer }: Tap, { names }: Names): string {
  const toast = answer?.text ? `<br><i>${escape(answer.text)}</i>` : '';
  return `<p align="right"><b>${escape(names.person)}:</b> <kbd>${escape(label)}</kbd>${toast}</p>`;
}

function describeFile({ kind, message }: Screen): string {
  const { video } = message;
  if (!video) return kind;
  const { width, height, duration = 0, file_size: bytes } = video;
  const length = `${Math.floor(duration / 60)}:${String(Math.round(duration % 60)).padStart(2, '0')}`;
  return `${kind} ${width ?? 0} × ${height ?? 0}, ${length}, ${(bytes / 1_000_000).toFixed(1)} MB`;
}

const tags: Readonly<Record<string, string>> = {
  bold: 'b',
  italic: 'i',
  underline: 'u',
  strikethrough: 's',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
  text_link: 'u',
};

/** The text with its markup. Links lead nowhere: what they led to is gone with the run. */
function textHtml({ text, entities }: Screen): string {
  const marks = entities.flatMap(({ type, offset, length }) => {
    const tag = tags[type];
    return tag === undefined ? [] : [{ tag, from: offset, to: offset + length }];
  });
  const cuts = [...new Set([0, text.length, ...marks.flatMap(({ from, to }) => [from, to])])].sort(
    (a, b) => a - b,
  );
  return cuts
    .map((from, at) => {
      const closed = marks.filter(({ to }) => to === from).toReversed();
      const opened = marks.filter((mark) => mark.from === from);
      const piece = escape(text.slice(from, cuts[at + 1] ?? text.length)).replaceAll('\n', '<br>\n');
      return [
        ...closed.map(({ tag }) => `</${tag}>`),
        ...opened.map(({ tag }) => `<${tag}>`),
        from === text.length ? '' : piece,
      ].join('');
    })
    .join('');
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
