import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import type { Sharp } from 'sharp';
import { screenshot } from './browser-journeys.ts';
import { inTurn, throughProgram } from './journey.ts';
import type { Journey } from './journey.ts';
import { MissingTool, runProgram } from './tools.ts';

const throughSharp = (
  name: string,
  treat: (image: Sharp, size: { width: number; height: number }) => Sharp,
): Journey => ({
  name,
  async travel({ bytes }) {
    const image = sharp(bytes);
    const { width, height } = await image.metadata();
    return { name: 'out', bytes: new Uint8Array(await treat(image, { width, height }).toBuffer()) };
  },
});

/** Another program may go by the name of `convert`, which Windows has as well. */
async function imageMagick(): Promise<string> {
  for (const name of ['magick', 'convert']) {
    const version = await runProgram(name, ['-version']).catch(() => '');
    if (version.includes('ImageMagick')) return name;
  }
  throw new MissingTool('ImageMagick: not on this machine');
}

const throughMagick = (name: string, ending: string, args: readonly string[]): Journey => ({
  name,
  travel: async (file) =>
    throughProgram(name, [await imageMagick(), ending], (input, output) => [
      input,
      ...args,
      output,
    ]).travel(file),
});

const ffmpeg = (name: string, ending: string, args: readonly string[]): Journey =>
  throughProgram(name, ['ffmpeg', ending], (input, output) => [
    '-v',
    'error',
    '-y',
    '-i',
    input,
    ...args,
    output,
  ]);

/** H.264 wants even sides. */
const EVEN = 'crop=trunc(iw/2)*2:trunc(ih/2)*2';

/** What happens to pictures. */
export const imageJourneys = (browser: Browser): readonly Journey[] => [
  { name: 'as it is', travel: async (file) => file },
  throughSharp('JPEG 90', (image) => image.jpeg({ quality: 90 })),
  throughSharp('JPEG 75', (image) => image.jpeg({ quality: 75 })),
  throughSharp('JPEG 50', (image) => image.jpeg({ quality: 50 })),
  throughSharp('WebP 80', (image) => image.webp({ quality: 80 })),
  throughSharp('WebP 50', (image) => image.webp({ quality: 50 })),
  throughSharp('AVIF 50', (image) => image.avif({ quality: 50, effort: 3 })),
  throughSharp('scaled to 50 %', (image, { width }) => image.resize(Math.round(width / 2))),
  throughSharp('cut to half its area', (image, { width, height }) =>
    image.extract({
      left: Math.floor(width * 0.1),
      top: Math.floor(height * 0.17),
      width: Math.floor(width * Math.SQRT1_2),
      height: Math.floor(height * Math.SQRT1_2),
    }),
  ),
  throughSharp('turned by 90°', (image) => image.rotate(90)),
  throughMagick('ImageMagick, JPEG 80, 75 %', 'jpg', ['-resize', '75%', '-quality', '80']),
  throughMagick('ImageMagick, 64 colours', 'png', ['-colors', '64']),
  ffmpeg('ffmpeg, MJPEG', 'jpg', ['-q:v', '5']),
  inTurn(
    'ffmpeg, a frame of H.264',
    ffmpeg('', 'mp4', ['-vf', EVEN, '-c:v', 'libx264', '-crf', '23', '-pix_fmt', 'yuv420p']),
    ffmpeg('', 'png', ['-frames:v', '1']),
  ),
  ...[0.67, 1, 1.5].map((zoom) => screenshot(browser, zoom)),
];
