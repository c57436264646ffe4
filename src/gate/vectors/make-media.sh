#!/usr/bin/env bash
# Makes the sound and films of this folder with Debian's ffmpeg, mkvtoolnix, flac, lame, vorbis-tools
# and exiftool.
source "$(dirname "${BASH_SOURCE[0]}")/work-folder.sh"
spoken=$(term text)
cat > cues.srt <<SRT
1
00:00:00,000 --> 00:00:00,200
Built by <i>${spoken% *}</i>

2
00:00:00,200 --> 00:00:00,400
${spoken#* } of $(term subtitle).
SRT
printf ';FFMETADATA1\ntitle=%s\nartist=%s\ncomment=%s\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=400\ntitle=%s\n' \
  "$(term title)" "$(term artist)" "$(term comment)" "$(term chapter)" > tags.txt
ff -f lavfi -i testsrc=size=32x24:rate=5:duration=0.4 -frames:v 1 cover.jpg
exiftool -q -overwrite_original -Comment="$(term thumbnail)" cover.jpg
source=(-f lavfi -i testsrc=size=32x24:rate=5:duration=0.4 -f lavfi -i sine=duration=0.4)

cp cues.srt "$out/cues.srt"
ff -i cues.srt "$out/cues.vtt"
ff -i cues.srt "$out/cues.ass"
ff "${source[@]}" -i cues.srt -i tags.txt -map 0 -map 1 -map 2 -map_metadata 3 -map_chapters 3 -c:s mov_text -c:v mpeg4 "$out/film.mp4"
ff "${source[@]}" -i tags.txt -map 0 -map 1 -map_metadata 2 -map_chapters 2 -c:v mpeg4 -c:a aac -f mov "$out/film.mov"
ff "${source[@]}" -i cues.srt -i tags.txt -map 0 -map 1 -map 2 -map_metadata 3 -map_chapters 3 -c:v libvpx -b:v 20k -c:a libopus -c:s webvtt "$out/film.webm"
ff "${source[@]}" -i tags.txt -map 0 -map 1 -map_metadata 2 -c:v mpeg4 "$out/film.avi"
ff "${source[@]}" -map 0 -map 1 -c:v mpeg4 -c:a libmp3lame plain.mkv
printf '%s' "$(term nested)" > inside.txt
zip -q inside.zip inside.txt
mkvmerge -q -o "$out/attached.mkv" --title "$(term title)" plain.mkv \
  --attachment-name "$(term attachment).zip" --attach-file inside.zip \
  --compression 0:zlib cues.srt
mkvmerge -q -o "$out/cues.mks" "$out/cues.ass"
ff -f lavfi -i sine=duration=0.2 -ac 1 -ar 8000 tone.wav
lame --quiet -b 8 --tt "$(term title)" --ta "$(term artist)" --tc "$(term comment)" --ti cover.jpg \
  --add-id3v2 tone.wav "$out/sound.mp3"
lame --quiet -b 8 --id3v1-only --ta "$(term artist)" tone.wav "$out/old-tag.mp3"
lame --quiet -b 8 --id3v2-utf16 --tt "$(term japanese)" tone.wav "$out/utf16-tag.mp3"
flac -s -f -T "ARTIST=$(term artist)" --picture=cover.jpg -o "$out/sound.flac" tone.wav
oggenc -Q -a "$(term artist)" -t "$(term title)" -o "$out/sound.ogg" tone.wav
ff -i tone.wav -metadata artist="$(term artist)" -c:a libopus "$out/sound.opus"
ff -i tone.wav -metadata artist="$(term artist)" "$out/sound.m4a"
ff -i tone.wav -metadata artist="$(term artist)" "$out/sound.wav"
printf '%s' "$(term trailing)" >> "$out/sound.wav"
ff -i tone.wav -write_id3v2 1 -metadata artist="$(term artist)" "$out/sound.aiff"
ff -i tone.wav -c:a wmav2 "$out/refused.wma"
head -c 3000 "$out/film.mp4" > "$out/cut.mp4"
head -c 1500 "$out/film.webm" > "$out/cut.webm"
