const segmenter = new Intl.Segmenter(undefined, { granularity: 'sentence' });

/** A letter, a digit or a picture: something a scene can show. */
const substance = /[\p{L}\p{N}\p{Extended_Pictographic}]/u;

/** A list number (`1.`, `(2)`), an initial or an abbreviation: its point does not end the sentence. */
const leadsOn =
  /^\(?\p{N}+[.)]$|(?:^|[\s(])(?:\p{L}|mr|mrs|ms|dr|prof|st|vs|e\.g|i\.e|гг|ул|им|стр|рис|т\.е|т\.д|т\.п|напр)\.$/iu;

/**
 * Ends that the Unicode rules (UAX #29) leave open, but that are ends in a chat, where people write without capitals:
 * a point before a small letter or a picture, and an ellipsis before anything but a small letter.
 */
const openEnd = /(?<=[^.…\s]\.["'”’»)\]]*)\s+|(?<=(?:…|\.\.)["'”’»)\]]*)\s+(?!\p{Ll})/u;

/**
 * The sentences of a text in any language, in order, white space evened out. List numbers stay with their item, and
 * marks that show nothing by themselves stay with the sentence before. A text without a letter is one sentence.
 */
export function sentencesOf(text: string): string[] {
  const sentences: string[] = [];
  let lead = '';
  for (const piece of piecesOf(text)) {
    const whole = lead === '' ? piece : `${lead} ${piece}`;
    if (leadsOn.test(whole)) lead = whole;
    else {
      lead = '';
      addSentence(sentences, whole);
    }
  }
  if (lead !== '') addSentence(sentences, lead);
  return sentences;
}

function piecesOf(text: string): string[] {
  return Array.from(segmenter.segment(text.toWellFormed()), ({ segment }) => segment.split(openEnd))
    .flat()
    .map(evenSpaces)
    .filter((piece) => piece !== '');
}

/** Single spaces in place of any white space. */
export function evenSpaces(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

/** Joins what the segmenter took apart: with a space, except where the script uses none. */
export function joinTexts(texts: readonly string[]): string {
  return texts.reduce((joined, each) => {
    if (joined === '') return each;
    return /[。！？．｡”」』）]$/u.test(joined) ? joined + each : `${joined} ${each}`;
  }, '');
}

function addSentence(sentences: string[], sentence: string): void {
  const before = sentences.at(-1);
  const showsNothing = !substance.test(sentence) || (before !== undefined && !substance.test(before));
  if (before !== undefined && showsNothing) sentences.splice(-1, 1, joinTexts([before, sentence]));
  else sentences.push(sentence);
}
