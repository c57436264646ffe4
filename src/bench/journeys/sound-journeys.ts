import { openWav, wornSound, writeWav } from '../../marks/audio/index.ts';
import { inTurn, throughProgram } from './journey.ts';
import type { Journey } from './journey.ts';

const asItIs: Journey = { name: 'as it is', travel: async (file) => file };

/** ffmpeg, from one file to another; what it makes is kept as it is, and decoded by our own reader. */
const ffmpeg = (name: string, ending: string, ...args: readonly string[]): Journey =>
  throughProgram(name, ['ffmpeg', ending], (input, output) => [
    ...['-v', 'error', '-i', input, ...args, output],
  ]);

/** To WAV of 16 bits. */
const wav = (name: string, ...args: readonly string[]): Journey =>
  ffmpeg(name, 'wav', ...args, '-c:a', 'pcm_s16le');

/** As a microphone hears it: 30 dB of noise below. */
const noisy: Journey = {
  name: '',
  async travel({ name, bytes }) {
    const { rate, channelCount, length, read } = wornSound(openWav(bytes, name).source);
    const channels = Array.from({ length: channelCount }, (_, channel) => read(channel, 0, length));
    return { name, bytes: writeWav(rate, channels) };
  },
};

/** What happens to sound. */
export const soundJourneys: readonly Journey[] = [
  asItIs,
  ffmpeg('FLAC', 'flac'),
  ffmpeg('MP3, 192 kbit/s', 'mp3', '-b:a', '192k'),
  ffmpeg('MP3, 128 kbit/s', 'mp3', '-b:a', '128k'),
  inTurn('AAC, 128 kbit/s', ffmpeg('', 'm4a', '-b:a', '128k'), wav('')),
  ffmpeg('Opus, 96 kbit/s', 'opus', '-c:a', 'libopus', '-b:a', '96k'),
  ffmpeg('Opus, 32 kbit/s', 'opus', '-c:a', 'libopus', '-b:a', '32k'),
  ffmpeg('Ogg Vorbis, quality 4', 'ogg', '-c:a', 'libvorbis', '-q:a', '4'),
  inTurn('48 kHz, then 44.1 kHz', wav('', '-ar', '48000'), wav('', '-ar', '44100')),
  wav('12 dB softer', '-af', 'volume=-12dB'),
  wav('one channel', '-ac', '1'),
  wav('compressed and limited', '-af', 'acompressor=threshold=-24dB:ratio=4,alimiter=level=1'),
  wav('cut to 60 seconds', '-ss', '7.123', '-t', '60'),
  wav('cut to 30 seconds', '-ss', '23.457', '-t', '30'),
  wav('cut to 10 seconds', '-ss', '31.791', '-t', '10'),
  ffmpeg('cut to 30 seconds, MP3, 128 kbit/s', 'mp3', '-ss', '23.457', '-t', '30', '-b:a', '128k'),
  inTurn(
    'telephone: one channel of 8 kHz, A-law',
    ffmpeg('', 'wav', '-ac', '1', '-ar', '8000', '-c:a', 'pcm_alaw'),
    wav(''),
  ),
  inTurn('an echo of 23 ms, and noise 30 dB below', wav('', '-af', 'aecho=0.9:0.9:23:0.3'), noisy),
  wav('1 % faster', '-af', 'aresample=44100,asetrate=44541,aresample=44100'),
  wav('2 % longer at the same pitch', '-af', 'atempo=0.98'),
];
