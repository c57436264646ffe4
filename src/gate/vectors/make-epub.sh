#!/usr/bin/env bash
# Makes the book of this folder with pandoc, and puts a plant into its contents with zip.
source "$(dirname "${BASH_SOURCE[0]}")/work-folder.sh"
text=$(term text)
cat > book.md <<MARKDOWN
---
title: $(term title)
author: $(term author)
subject: $(term keyword)
rights: $(term custom)
lang: en
---

# First

By ${text:0:4}**${text:4}**, not by Quorvexilian.[^1] ![$(term alt)](cover.png)

# Second

[^1]: $(term note)
MARKDOWN
printf 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNiAAAABgADNjd8qAAAAABJRU5ErkJggg==' | base64 -d > cover.png
pandoc -t epub2 -o book.epub book.md
unzip -q book.epub EPUB/toc.ncx
sed -i "0,/Second/s//$(term outline)/" EPUB/toc.ncx
grep -q "$(term outline)" EPUB/toc.ncx
zip -q book.epub EPUB/toc.ncx
cp book.epub "$out/book.epub"
