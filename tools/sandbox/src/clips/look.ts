import { createHash } from 'node:crypto';

/** Red, green, blue, each 0 to 255. */
export type Rgb = readonly [number, number, number];

/** How a prompt looks in the sandbox: the same prompt always looks the same, two prompts hardly ever alike. */
export interface PromptLook {
  /** The colour in the very centre of the picture. */
  readonly rgb: Rgb;
  /** The three colours of the panel in the centre, left to right; the second is {@link rgb}. */
  readonly panel: readonly [Rgb, Rgb, Rgb];
  /** The pattern behind the panel. */
  readonly pattern: 'waves' | 'rings' | 'bands' | 'ripples';
  /** Which way the shapes turn: 1 or -1. */
  readonly turn: 1 | -1;
  /** Where the shapes begin on their way, in radians. */
  readonly phase: number;
  /** Pitch of the sound, in hertz. */
  readonly pitch: number;
}

/** Sixteen colours that stay apart from each other after encoding (at least 60 in RGB distance). */
export const palette: readonly Rgb[] = [
  [215, 40, 40],
  [40, 170, 60],
  [45, 75, 215],
  [235, 200, 40],
  [200, 60, 200],
  [40, 190, 205],
  [240, 125, 25],
  [120, 65, 25],
  [235, 235, 235],
  [30, 30, 30],
  [130, 130, 130],
  [250, 165, 185],
  [100, 25, 135],
  [20, 90, 60],
  [165, 215, 90],
  [115, 160, 250],
];

const patterns = ['waves', 'rings', 'bands', 'ripples'] as const;

function colour(byte: number): Rgb {
  return palette[byte % palette.length] ?? [0, 0, 0];
}

/** The look of `prompt`: pure, from the SHA-256 of its text alone. 4,096 panels, 32,768 looks. */
export function promptLook(prompt: string): PromptLook {
  const bytes = createHash('sha256').update(prompt).digest();
  const at = (index: number): number => bytes[index] ?? 0;
  const rgb = colour(at(0));
  return {
    rgb,
    panel: [colour(at(1)), rgb, colour(at(2))],
    pattern: patterns[at(3) % patterns.length] ?? 'waves',
    turn: at(4) % 2 === 0 ? 1 : -1,
    phase: ((at(5) % 8) * Math.PI) / 4,
    pitch: 180 + at(6) * 2,
  };
}

/**
 * Where the panel's three colours are measured: offsets from the centre of the picture as fractions of its SHORTER
 * side (so they hold after a crop to 1:1), valid within `radius` around each point.
 */
export const panelPoints = [
  { x: -1 / 8, y: 0, radius: 1 / 24 },
  { x: 0, y: 0, radius: 1 / 24 },
  { x: 1 / 8, y: 0, radius: 1 / 24 },
] as const;

/** When the panel can be measured, as fractions of the clip's duration; before and after it the clip fades from and to its given images. */
export const panelWindow = { from: 0.35, to: 0.65 } as const;

/** The panel's size, as fractions of the picture's shorter side. */
export const panelSize = { width: 3 / 8, height: 1 / 4 } as const;

function distance(a: Rgb, b: Rgb): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

/** Index in `prompts` of the prompt whose panel is nearest to the three measured colours; -1 when `prompts` is empty. */
export function nearestPrompt(measured: readonly [Rgb, Rgb, Rgb], prompts: readonly string[]): number {
  const errors = prompts.map((prompt) => {
    const { panel } = promptLook(prompt);
    return (
      distance(measured[0], panel[0]) + distance(measured[1], panel[1]) + distance(measured[2], panel[2])
    );
  });
  return errors.indexOf(Math.min(...errors));
}
