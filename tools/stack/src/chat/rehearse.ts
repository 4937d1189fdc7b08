import { serviceNames } from '@kinoline/contracts';
import type { Person, Screen } from '@kinoline/sandbox';
import { waitFor } from '@kinoline/testing';
import type { RehearsalLine } from './rehearsal-line.js';
import type { ScriptWords } from './script-words.js';
import type { Act, Held } from './transcript.js';

/** How long a scene, a film, an upload may take here, in milliseconds. */
const patiently = { timeoutMs: 600_000 };

/** A button that asks for a new text; those of a storyboard's list carry a number. */
const rewrite = /^✏️ (?!\d)/;

const accept = /^✅ (Accept|Принять)/;
const approve = /^✅ (Approve|Утвердить)/;

/** A rehearsal under way: who talks, on which line, what was noted. */
export interface Rehearsal {
  readonly person: Person;
  readonly stage: RehearsalLine;
  readonly words: ScriptWords;
  readonly acts: Act[];
  readonly looks: number[];
}

/** Holds the whole conversation, from /start to the last film. Rejects when the bot does not do its part. */
export async function rehearse(rehearsal: Rehearsal): Promise<Omit<Held, 'pictures'>> {
  const { person, words, acts, looks } = rehearsal;
  for (const [title, play] of [
    [words.acts.start, lookAround],
    [words.acts.choosing, chooseFilm],
    [words.acts.storyboard, changeStoryboard],
    [words.acts.shooting, watchShooting],
    [words.acts.refused, rewordRefused],
    [words.acts.delivered, watchFilm],
    [words.acts.reshoot, reshootSecond],
    [words.acts.heavy, orderHeavy],
    [words.acts.asking, ask],
  ] as const) {
    acts.push({ title, from: (await latest(person)) + 0.5 });
    await play(rehearsal);
    await look(rehearsal);
  }
  const names = { person: words.person, bot: words.bot };
  return { acts, looks, screens: await person.screens(), taps: await person.taps(), names };
}

async function lookAround({ person }: Rehearsal): Promise<void> {
  await person.say('/start');
  await tapThrough(person, [/📹/, /Veo 3\.1 Fast/]);
  // Both steps have these buttons: a person looks before they tap.
  await person.waitFor(/🎛/);
  await tapThrough(person, [/◀️/]);
  await person.waitFor(/⭐/);
  await tapThrough(person, [/✖️/]);
  await person.waitFor(({ from, buttons }) => from === 'bot' && buttons.length === 0);
}

async function chooseFilm({ person, words }: Rehearsal): Promise<void> {
  await person.say('/new');
  await tapThrough(person, [/Veo 3\.1 Fast/, /▶️/]);
  await person.waitFor(/✏️/);
  await tell(person, words.prompt, /⏱/);
  await tapThrough(person, [/^(✓ )?4/, /^(✓ )?3$/, accept]);
  await person.waitFor(/✍️|📝|🎬/);
}

async function changeStoryboard({ person, words }: Rehearsal): Promise<void> {
  await tapThrough(person, [/✏️ 2/, rewrite], patiently);
  await tell(person, words.secondSceneText);
  await tapThrough(person, [/✏️ 3/, rewrite], patiently);
  await tell(person, words.forbiddenText);
}

async function watchShooting(rehearsal: Rehearsal): Promise<void> {
  const { person, stage, words } = rehearsal;
  stage.sandbox.behave({ match: { promptIncludes: words.forbiddenText }, action: { kind: 'moderate' } });
  const paid = stage.sandbox.ledger().length;
  await tapThrough(person, [approve], patiently);
  await person.waitFor(/🎥/, patiently);
  await look(rehearsal);
  // Not before the order has arrived: a generator that dies in the very moment of ordering asks the person instead.
  await waitFor(() => stage.sandbox.ledger().length > paid, { what: 'the order of scene 1', ...patiently });
  for (const service of serviceNames) stage.kill(service);
  await person.waitFor((screen) => screen.kind === 'video', patiently);
  await look(rehearsal);
}

async function rewordRefused({ person, words }: Rehearsal): Promise<void> {
  await tapThrough(person, [rewrite], patiently);
  await person.say(words.rewordedText);
}

async function watchFilm({ person }: Rehearsal): Promise<void> {
  await filmIn(person, 0);
  await finished(person);
}

async function reshootSecond({ person, words }: Rehearsal): Promise<void> {
  const before = await latest(person);
  await tapThrough(person, [/🎬 (Re-shoot|Переснять)/, /^(🎬 )?2$/, rewrite], patiently);
  await tell(person, words.reshotText);
  await tapThrough(person, [/✅/], patiently);
  await filmIn(person, before);
  await finished(person);
}

async function orderHeavy({ person, stage, words }: Rehearsal): Promise<void> {
  stage.sandbox.behave({
    match: { operation: 'prediction.create', promptIncludes: words.heavyPrompt.split(' ')[0] ?? '' },
    action: { kind: 'heavy' },
  });
  const before = await latest(person);
  await person.say(
    `/new ${words.heavyPrompt} --scenes 2 --seconds 8 --quality 1080p --model kling_2_5_turbo`,
  );
  await tapThrough(person, [accept, approve], patiently);
  await filmIn(person, before);
  await finished(person);
}

async function ask(rehearsal: Rehearsal): Promise<void> {
  const { person, words } = rehearsal;
  for (const command of ['/status', '/history', '/budget', '/settings', '/help', '/terms']) {
    await person.say(command);
    await person.waitFor(/./);
  }
  await person.send({ kind: 'voice', bytes: new Uint8Array(2_000), seconds: 3 });
  await person.waitFor(/./);
  await person.say(words.wrongMoment);
  await person.waitFor(/./);
  await tapThrough(person, [/✖️/]);
}

/** The status message says that the job is at rest: it may be changed now. */
function finished(person: Person): Promise<Screen> {
  return person.waitFor(/^✅/, patiently);
}

/** A film that can be made longer, shown after a moment; a storyboard can be, too, but is no video. */
function filmIn(person: Person, since: number): Promise<Screen> {
  const isFilm = ({ kind, buttons }: Screen): boolean =>
    kind === 'video' && buttons.flat().some(({ label }) => label.startsWith('➕'));
  return person.waitFor(isFilm, { ...patiently, since });
}

/** Writes a text and waits until the bot has taken it up, by its own beginning or a sign. */
async function tell(person: Person, text: string, taken: RegExp | string = text.slice(0, 20)): Promise<void> {
  await person.say(text);
  await person.waitFor(taken, patiently);
}

async function tapThrough(
  person: Person,
  labels: readonly RegExp[],
  options: { readonly timeoutMs?: number } = {},
): Promise<void> {
  for (const label of labels) await (await person.tap(label, options)).answered(options.timeoutMs);
}

async function look({ person, looks }: Rehearsal): Promise<void> {
  looks.push(await latest(person));
}

async function latest(person: Person): Promise<number> {
  return (await person.screens()).at(-1)?.sequence ?? 0;
}
