import type { MediaSpec } from '../../clips/media-spec.js';

/** A JSON schema (draft 2020-12 subset) of a model's input object. */
export interface InputSchema {
  readonly type: 'object';
  readonly additionalProperties: false;
  readonly required: readonly string[];
  readonly properties: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** An input that passed the model's schema, with the schema's defaults filled in. */
export type ModelInput = Readonly<Record<string, unknown>>;

/** Width and height in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What a model renders, before its images are fetched. */
export interface RenderPlan {
  readonly spec: MediaSpec;
  /** References (data URI or URL) of the images the clip starts and ends on. */
  readonly startImage?: string;
  readonly endImage?: string;
}

/** One of Replicate's official models. */
export interface ReplicateModel {
  readonly owner: string;
  readonly name: string;
  readonly description: string;
  readonly inputSchema: InputSchema;
  /** Names of the inputs that hold an image the clip starts on, in order of precedence. */
  readonly startInputs: readonly string[];
  /** What this input renders to; `start` is the size of the start image. Throws {@link ModelError} when the model itself gives up. */
  plan(input: ModelInput, start?: Size): RenderPlan;
}

/** The model ran and gave up; its message becomes the prediction's error. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
}

/** The input's text under `name`; empty when there is none. */
export function textOf(input: ModelInput, name: string): string {
  const value = input[name];
  return typeof value === 'string' ? value : '';
}

/** The size turned upright for tall shapes. */
export function turned(size: Size, tall: boolean): Size {
  return tall ? { width: size.height, height: size.width } : size;
}

const uri = { type: 'string', format: 'uri' } as const;

/** Schema of an image input. */
export function imageInput(title: string, description: string): Readonly<Record<string, unknown>> {
  return { ...uri, title, description };
}

/** Schema of the prompt input. */
export const promptInput = {
  type: 'string',
  title: 'Prompt',
  minLength: 1,
  description: 'Text prompt for video generation',
} as const;
