import { panelSize, promptLook } from './look.js';
import type { PromptLook, Rgb } from './look.js';

/** RGB to the yuv420p BT.709 video range that the models' own files have. */
export const toVideo = 'format=rgb24,scale=out_color_matrix=bt709:out_range=tv,format=yuv420p,setsar=1';

/** A clip's picture: pixels, frames a second, number of frames. */
export interface PictureFrame {
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  readonly frames: number;
}

/** Repeats a filter chain's first frame for the length of the clip. */
export function hold(frame: PictureFrame): string {
  return `loop=loop=-1:size=1,settb=1/${frame.fps},setpts=N,trim=end_frame=${frame.frames}`;
}

function even(pixels: number): number {
  return Math.max(2, Math.round(pixels / 2) * 2);
}

function hex([red, green, blue]: Rgb): string {
  return `0x${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

/** Mixes a colour with grey of the given lightness; a share of 0 keeps the colour. */
function tint(rgb: Rgb, lightness: number, share: number): Rgb {
  const mix = (part: number): number => Math.round(part * (1 - share) + lightness * share);
  return [mix(rgb[0]), mix(rgb[1]), mix(rgb[2])];
}

const waveOf: Record<PromptLook['pattern'], string> = {
  waves: 'sin((X+Y)/17)*sin((X-Y)/29)',
  rings: 'sin(hypot(X-W/2,Y-H/2)/11)',
  bands: 'sin(Y/13+2*sin(X/47))',
  ripples: 'sin(hypot(X-W/4,Y-H/3)/9)*cos(hypot(X-3*W/4,Y-H/2)/15)',
};

function backdrop(look: PromptLook, frame: PictureFrame): string {
  const dark = tint(look.panel[0], 20, 0.6);
  const light = tint(look.panel[2], 200, 0.4);
  const wave = `(0.5+0.5*${waveOf[look.pattern]})`;
  const part = (index: 0 | 1 | 2): string => `'${dark[index]}+${light[index] - dark[index]}*${wave}'`;
  const small = `color=c=black:s=${even(frame.width / 4)}x${even(frame.height / 4)}:r=${frame.fps}`;
  const paint = `geq=r=${part(0)}:g=${part(1)}:b=${part(2)}`;
  return `${small},trim=end_frame=1,format=gbrp,${paint},scale=${frame.width}:${frame.height}:flags=bicubic,${toVideo}`;
}

function block(colour: Rgb, width: number, height: number, frame: PictureFrame): string {
  return `color=c=${hex(colour)}:s=${width}x${height}:r=${frame.fps},trim=end_frame=1,${toVideo}`;
}

function disc(colour: Rgb, size: number, frame: PictureFrame): string {
  const alpha = `a='255*clip(W/2-hypot(X-W/2+0.5,Y-H/2+0.5),0,1)'`;
  const paint = `format=rgba,geq=r='r(X,Y)':g='g(X,Y)':b='b(X,Y)':${alpha}`;
  const source = `color=c=${hex(colour)}:s=${size}x${size}:r=${frame.fps},trim=end_frame=1,${paint}`;
  return `${source},scale=out_color_matrix=bt709:out_range=tv,format=yuva420p,${hold(frame)}`;
}

/** An ellipse around the panel, which the shapes never cover. */
function orbit(phase: number, turns: number, frames: number): string {
  const angle = `${phase.toFixed(3)}+${(turns * 2 * Math.PI).toFixed(3)}*n/${frames}`;
  return `x='(W-w)/2+(W-w)/2*cos(${angle})':y='(H-h)/2+(H-h)/2*sin(${angle})'`;
}

/**
 * Filter chains that draw the prompt's moving picture and end in the link `[<output>]`: a still backdrop, the panel of
 * three colours in the centre (see `panelPoints`), two discs that move around it.
 */
export function promptPicture(prompt: string, frame: PictureFrame, output: string): string[] {
  const look = promptLook(prompt);
  const side = Math.min(frame.width, frame.height);
  const barWidth = even((side * panelSize.width) / 3);
  const bars = look.panel.map((rgb) => block(rgb, barWidth, even(side * panelSize.height), frame));
  const discs = [
    disc(tint(look.rgb, 245, 0.6), even(side / 3.4), frame),
    disc(tint(look.rgb, 15, 0.7), even(side / 4.5), frame),
  ];
  const near = orbit(look.phase, look.turn * 0.6, frame.frames);
  const far = orbit(look.phase + Math.PI, look.turn * -0.9, frame.frames);
  return [
    `${backdrop(look, frame)}[backdrop]`,
    ...bars.map((bar, index) => `${bar}[bar${index}]`),
    ...discs.map((shape, index) => `${shape}[disc${index}]`),
    `[bar0][bar1][bar2]hstack=3[panel]`,
    `[backdrop][panel]overlay=x='(W-w)/2':y='(H-h)/2',${hold(frame)}[still]`,
    `[still][disc0]overlay=${near}[one]`,
    `[one][disc1]overlay=${far},settb=1/${frame.fps}[${output}]`,
  ];
}
