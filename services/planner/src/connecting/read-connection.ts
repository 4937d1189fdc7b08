import {
  type ContinuitySheet,
  continuitySheetSchema,
  type SeamKind,
  seamKindSchema,
} from '@kinoline/contracts';
import { z } from 'zod';
import type { WrittenScene } from '../script.js';
import { shorten } from '../splitting/cut-text.js';
import { carriesEssence, carryContinuity } from './carry-continuity.js';
import type { ConnectOrder } from './connect-question.js';

/** What the connector pass made of the scenes. */
export interface Connection {
  readonly continuity: ContinuitySheet;
  readonly scenes: readonly WrittenScene[];
}

/** Longest description of an opening or closing picture in a storyboard. */
const pictureMaxCharacters = 1000;

const sheetPart = (maxCharacters: number) =>
  z.string().transform((text) => shorten(text.trim(), maxCharacters));

const answerSchema = z.object({
  continuity: z.object({
    characters: sheetPart(2000),
    place: sheetPart(1000),
    light: sheetPart(1000),
    style: sheetPart(1000),
    camera: sheetPart(1000),
  }),
  scenes: z.array(z.unknown()),
});

const picture = z
  .string()
  .transform((text) => shorten(text.trim(), pictureMaxCharacters))
  .optional()
  .catch(undefined);

/** Everything but the number may be off in one scene without harm to the others. */
const connectedSchema = z.object({
  scene: z.int(),
  opening: picture,
  closing: picture,
  seam: seamKindSchema.optional().catch(undefined),
  prompt: z.string().trim().catch(''),
});
type ConnectedScene = z.output<typeof connectedSchema>;

/**
 * Reads the answer of the connector pass scene by scene: one that is lost, empty or too long keeps its draft and says
 * why; the others are taken. A film that goes on keeps its continuity sheet.
 *
 * @returns undefined when there is no continuity sheet or no list of scenes at all
 */
export function readConnection(json: unknown, order: ConnectOrder): Connection | undefined {
  const answer = answerSchema.safeParse(json);
  if (!answer.success) return undefined;
  const continuity = order.before?.continuity ?? continuitySheetSchema.parse(answer.data.continuity);
  const byNumber = numbered(answer.data.scenes);
  const scenes = order.drafts.map((draft, at) =>
    readScene(draft, byNumber.get(at + 1), continuity, order.maxCharacters),
  );
  return { continuity, scenes };
}

/** By scene number; of two with the same number the first counts, as the second is likely another scene's. */
function numbered(scenes: readonly unknown[]): ReadonlyMap<number, ConnectedScene> {
  const byNumber = new Map<number, ConnectedScene>();
  for (const each of scenes) {
    const { success, data } = connectedSchema.safeParse(each);
    if (success && !byNumber.has(data.scene)) byNumber.set(data.scene, data);
  }
  return byNumber;
}

function readScene(
  draft: string,
  connected: ConnectedScene | undefined,
  continuity: ContinuitySheet,
  maxCharacters: number,
): WrittenScene {
  const seam: SeamKind = connected?.seam ?? 'cut';
  if (connected === undefined) return { draft, prompt: draft, seam, notRewritten: 'missing in the answer' };
  const { opening, closing } = connected;
  const pictures = { ...(opening && { opening }), ...(closing && { closing }) };
  const rewritten = rewrite(connected.prompt, continuity, maxCharacters);
  return 'prompt' in rewritten
    ? { draft, seam, ...pictures, prompt: rewritten.prompt }
    : { draft, seam, ...pictures, prompt: draft, notRewritten: rewritten.refused };
}

function rewrite(
  prompt: string,
  continuity: ContinuitySheet,
  maxCharacters: number,
): { prompt: string } | { refused: string } {
  if (prompt === '') return { refused: 'empty' };
  if (prompt.length > maxCharacters) {
    return { refused: `${prompt.length} characters, at most ${maxCharacters} fit` };
  }
  const carried = carryContinuity(prompt, continuity, maxCharacters);
  return carriesEssence(carried, continuity)
    ? { prompt: carried }
    : { refused: 'no room for the continuity sheet' };
}
