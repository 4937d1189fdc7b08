/** Languages in which a stage can be worded; told by the script of the text. */
type Language = 'en' | 'ru' | 'zh' | 'ja';

interface Wording {
  readonly begins: (parts: number) => string;
  readonly goesOn: (part: number, parts: number) => string;
  readonly ends: (parts: number) => string;
  /** Puts the stage behind the text. */
  readonly join: (text: string, stage: string) => string;
}

const endsSentence = /[.!?…。！？．]["'”’»」』)）]*$/u;
const withFullStop = (text: string, stop: string): string => (endsSentence.test(text) ? text : text + stop);
const spaced = (text: string, stage: string): string => `${withFullStop(text, '.')} ${stage}`;
const unspaced = (text: string, stage: string): string => withFullStop(text, '。') + stage;

const wordings: Readonly<Record<Language, Wording>> = {
  en: {
    begins: (parts) => `This is part 1 of ${parts}, the beginning: the action only starts.`,
    goesOn: (part, parts) => `This is part ${part} of ${parts}: the action goes on from the moment before.`,
    ends: (parts) => `This is part ${parts} of ${parts}, the close: the action comes to its end.`,
    join: spaced,
  },
  ru: {
    begins: (parts) => `Это часть 1 из ${parts}, начало: действие только начинается.`,
    goesOn: (part, parts) => `Это часть ${part} из ${parts}: действие продолжается с предыдущего мгновения.`,
    ends: (parts) => `Это часть ${parts} из ${parts}, завершение: действие подходит к концу.`,
    join: spaced,
  },
  zh: {
    begins: (parts) => `这是${parts}个部分中的第1部分，开端：动作刚刚开始。`,
    goesOn: (part, parts) => `这是${parts}个部分中的第${part}部分：动作从上一刻继续。`,
    ends: (parts) => `这是${parts}个部分中的第${parts}部分，结尾：动作走向结束。`,
    join: unspaced,
  },
  ja: {
    begins: (parts) => `全${parts}部の第1部、始まり：動きが始まったばかり。`,
    goesOn: (part, parts) => `全${parts}部の第${part}部：直前の瞬間から動きが続く。`,
    ends: (parts) => `全${parts}部の第${parts}部、終わり：動きが終わりを迎える。`,
    join: unspaced,
  },
};

/** More characters than any stage adds to a text. */
export const stageMaxCharacters = 120;

/**
 * The text of one part of an action that is shown in several parts, worded in the language of the text's script.
 * Where the stage does not fit, the text stays as it is.
 *
 * @param part - from 1 to `parts`
 */
export function stageOf(text: string, part: number, parts: number, maxCharacters: number): string {
  if (parts <= 1) return text;
  const wording = wordings[languageOf(text)];
  const staged = wording.join(text, stageText(wording, part, parts));
  return staged.length <= maxCharacters ? staged : text;
}

/**
 * The text without what {@link stageOf} put behind it, also when more was put behind that; one that names no such stage
 * stays as it is.
 */
export function withoutStage(text: string, part: number, parts: number): string {
  if (parts <= 1) return text;
  const stages = Object.values(wordings).map((wording) => stageText(wording, part, parts));
  const stage = stages.find((each) => text.includes(each));
  if (stage === undefined) return text;
  const at = text.lastIndexOf(stage);
  return text.slice(0, at).trimEnd() + text.slice(at + stage.length);
}

function stageText(wording: Wording, part: number, parts: number): string {
  if (part === 1) return wording.begins(parts);
  return part === parts ? wording.ends(parts) : wording.goesOn(part, parts);
}

function languageOf(text: string): Language {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return 'ja';
  if (/\p{Script=Han}/u.test(text)) return 'zh';
  return /\p{Script=Cyrillic}/u.test(text) ? 'ru' : 'en';
}
