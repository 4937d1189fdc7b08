import { decodeReferences } from './html-reference.js';
import { assertComplete, assertKnownTag, entityOf, languageOf } from './html-tag.js';
import type { OpenTag } from './html-tag.js';
import type { Entity } from './model.js';
import { badRequest } from './problem.js';

/** A text as the person sees it, and where it is bold, a link and so on (offsets in UTF-16 units). */
export interface Formatted {
  readonly text: string;
  readonly entities: readonly Entity[];
}

function refusal(reason: string): Error {
  return badRequest(`can't parse entities: ${reason}`);
}

/** Reads Telegram's HTML from left to right. The words of its errors are those of tdlib's parse_html. */
class HtmlReader {
  private readonly entities: Entity[] = [];
  private readonly open: OpenTag[] = [];
  private text = '';
  private at = 0;

  constructor(private readonly source: string) {}

  read(): Formatted {
    while (this.at < this.source.length) {
      const tag = this.source.indexOf('<', this.at);
      const end = tag < 0 ? this.source.length : tag;
      this.text += decodeReferences(this.source.slice(this.at, end));
      this.at = end;
      if (tag >= 0) this.readTag();
    }
    const unclosed = this.open.at(-1);
    if (unclosed) throw refusal(`Can't find end tag corresponding to start tag "${unclosed.name}"`);
    return { text: this.text, entities: sortEntities(this.entities) };
  }

  private readTag(): void {
    const begin = this.at;
    const offset = Buffer.byteLength(this.source.slice(0, begin));
    if (this.source[begin + 1] === '/') this.readEnd(offset);
    else this.readStart(offset);
  }

  private take(pattern: RegExp): RegExpExecArray | null {
    const sticky = new RegExp(pattern, 'y');
    sticky.lastIndex = this.at;
    const found = sticky.exec(this.source);
    if (found) this.at = sticky.lastIndex;
    return found;
  }

  private readStart(offset: number): void {
    this.at += 1;
    const name = (this.take(/[^\s>]*/)?.[0] ?? '').toLowerCase();
    if (this.at >= this.source.length) throw refusal(`Unclosed start tag at byte offset ${offset}`);
    assertKnownTag(name, offset);
    const attributes = this.readAttributes(name, offset);
    assertComplete({ name, attributes }, offset);
    this.open.push({ name, attributes, offset: this.text.length });
  }

  private readAttributes(tag: string, offset: number): Map<string, string> {
    const attributes = new Map<string, string>();
    for (;;) {
      this.take(/\s*/);
      if (this.take(/>/)) return attributes;
      const name = this.take(/[^\s=>/"']*/)?.[0] ?? '';
      if (this.at >= this.source.length)
        throw refusal(`Unclosed start tag "${tag}" at byte offset ${offset}`);
      if (name === '') throw refusal(`Empty attribute name in the tag "${tag}" at byte offset ${offset}`);
      this.take(/\s*/);
      attributes.set(name, this.take(/=\s*/) ? this.readValue(offset) : '');
    }
  }

  private readValue(offset: number): string {
    const quoted = this.take(/"([^"]*)"|'([^']*)'/);
    if (quoted) return decodeReferences(quoted[1] ?? quoted[2] ?? '');
    const begin = Buffer.byteLength(this.source.slice(0, this.at));
    const token = this.take(/[A-Za-z0-9.-]*(?=[\s>])/);
    if (token) return token[0].toLowerCase();
    if (this.take(/["'][^]*|[A-Za-z0-9.-]*$/)) throw refusal(`Unclosed start tag at byte offset ${offset}`);
    throw refusal(`Unexpected end of name token at byte offset ${begin}`);
  }

  private readEnd(offset: number): void {
    const begun = this.open.pop();
    if (!begun) throw refusal(`Unexpected end tag at byte offset ${offset}`);
    const tag = this.take(/<\/([^\s>]*)\s*>/);
    if (!tag) throw refusal(`Unclosed end tag at byte offset ${offset}`);
    const name = (tag[1] ?? '').toLowerCase();
    if (name !== '' && name !== begun.name) {
      throw refusal(
        `Unmatched end tag at byte offset ${offset}, expected "</${begun.name}>", found "</${name}>"`,
      );
    }
    this.close(begun);
  }

  private close(tag: OpenTag): void {
    const entity = entityOf(tag, this.text.slice(tag.offset));
    if (!entity) return;
    const inner = this.entities.at(-1);
    const whole = inner?.offset === entity.offset && inner.length === entity.length;
    if (tag.name === 'pre' && whole && inner.type === 'code' && inner.language !== undefined) {
      this.entities.splice(-1, 1, { ...inner, type: 'pre' });
      return;
    }
    const language = languageOf(tag);
    this.entities.push(language === undefined ? entity : { ...entity, language });
  }
}

/** In Telegram's order: by place, the longer one first. */
export function sortEntities(entities: readonly Entity[]): Entity[] {
  return entities.toSorted((one, other) => one.offset - other.offset || other.length - one.length);
}

/** Only `pre` keeps the name of a language. */
function withoutStrayLanguage({ language, ...entity }: Entity): Entity {
  return language !== undefined && entity.type === 'pre' ? { ...entity, language } : entity;
}

/** Parses Telegram's HTML. Throws a 400 with Telegram's words where Telegram does. */
export function parseHtml(source: string): Formatted {
  const { text, entities } = new HtmlReader(source).read();
  return { text, entities: entities.map(withoutStrayLanguage) };
}
