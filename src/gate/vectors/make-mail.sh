#!/usr/bin/env bash
# Makes the mail of this folder with Python's email and mailbox, and Debian's sharutils.
# Each plant is a name of terms.json.
source "$(dirname "${BASH_SOURCE[0]}")/work-folder.sh"
python3 - "$out" <<'PYTHON'
import json, mailbox, os, sys
from email import policy
from email.message import EmailMessage
from email.mime.base import MIMEBase
out = sys.argv[1]
terms = json.load(open(f'{out}/terms.json'))
near = 'Brandelmoorish Quorvexilian'

def note():
    mail = EmailMessage(policy=policy.SMTP)
    mail['From'] = 'Ada <ada@example.net>'
    mail['To'] = f"{terms['author']} <b@example.net>"
    mail['Date'] = 'Thu, 26 Nov 2026 10:00:00 +0000'
    mail['Subject'] = f"про {terms['russian']} и другое, длинная тема письма, {near}"
    return mail

mail = note()
mail.set_content(f"Привет. {terms['text'].replace(' ', chr(0xa0))}, {near}", charset='koi8-r', cte='quoted-printable')
mail.add_alternative(f"<p>霧<b>笛</b>造船 {terms['note'][:5]}<i>{terms['note'][5:]}</i>", subtype='html', charset='shift_jis', cte='base64')
mail.add_attachment(open(f'{out}/nested.zip', 'rb').read(), 'application', 'zip', filename='план.zip')
mail.add_attachment(f"{terms['attachment']}\n".encode('utf-16'), 'application', 'octet-stream', filename=f"記録 {terms['keyword']} " + 'x' * 60 + '.txt')
inner = note()
del inner['To']
inner.set_content(f"{terms['trailing']}", cte='base64')
mail.add_attachment(inner)
mail.set_boundary('outer')
mail.preamble = f"{terms['gap']}"
raw = mail.as_bytes().replace(b'boundary="outer"', b'boundary="outer"')
open(f'{out}/parts.eml', 'wb').write(raw)
open(f'{out}/cut.eml', 'wb').write(raw[:raw.rindex(b'--outer--') - 400])

path = 'box'
box = mailbox.mbox(path)
for plant in 'title', 'custom':
    each = note()
    del each['To']
    each.set_content(f"From {terms[plant]} 2026\n{near}", cte='base64')
    box.add(each)
box.flush()
open(f'{out}/box.mbox', 'wb').write(open(path, 'rb').read())

sealed = note()
del sealed['To'], sealed['Subject']
sealed.set_content('x')
sealed.set_type('multipart/encrypted')
part = MIMEBase('application', 'octet-stream')
part.set_payload('-----BEGIN PGP MESSAGE-----')
raw = (b'From: a@example.net\r\nMIME-Version: 1.0\r\nContent-Type: multipart/encrypted; boundary="b"\r\n\r\n'
       b'--b\r\n' + part.as_bytes() + b'\r\n--b--\r\n')
open(f'{out}/encrypted.eml', 'wb').write(raw)
PYTHON
# As programs of old packed a file into a text, by sharutils' uuencode.
printf '%s' "$(term nested)" > inside.txt
zip -q inside.zip inside.txt
{
  printf 'From: a@example.net\nDate: Thu, 26 Nov 2026 10:00:00 +0000\nSubject: a\n\nSee below.\n\n'
  uuencode inside.zip "$(term name).zip"
  printf '\nTessaquintal Brandelmoorish\n\n'
  printf '%s' "$(term comment)" > note.txt
  uuencode -m note.txt note.txt
} > "$out/uuencoded.eml"
