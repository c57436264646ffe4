#!/usr/bin/env bash
# Makes the certificates, signatures and keys of this folder with Debian's openssl and gpg. Each plant is a
# name of terms.json. No key of these is kept.
source "$(dirname "${BASH_SOURCE[0]}")/work-folder.sh"
make_key() { openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -utf8 -days 9 -keyout "$1.key" -out "$1.pem" -subj "$2" 2> /dev/null; }
make_key named "/CN=$(term russian)/O=$(term japanese)/OU=$(term name)"
make_key other /CN=a
cp named.pem "$out/certificate.pem"
printf 'Content-Type: text/plain; charset=utf-8\n\n%s, %s\n' "$(term text)" 'Brandelmoorish Tessaquintal Ulverstrakes Quorvexilian' > mail.txt
head=(-from a@example.net -to b@example.net -subject a)
openssl smime -sign -in mail.txt -signer named.pem -inkey named.key -nodetach "${head[@]}" -out "$out/signed.eml"
openssl cms -sign -in mail.txt -signer named.pem -inkey named.key -nodetach -stream -outform der -out "$out/streamed.p7m"
openssl smime -encrypt -aes256 -in mail.txt "${head[@]}" -out "$out/enveloped.eml" other.pem 2> /dev/null ||
  openssl cms -encrypt -aes256 -in mail.txt "${head[@]}" -out "$out/enveloped.eml" other.pem

export GNUPGHOME=$work/gpg
mkdir -m 700 "$GNUPGHOME"
quietly() { gpg --batch --quiet --passphrase '' --trust-model always "$@" 2> /dev/null; }
quietly --quick-gen-key "$(term author) <a@$(term link | tr '[:upper:]' '[:lower:]').example>" ed25519 sign never
quietly --quick-add-key "$(gpg --list-keys --with-colons | awk -F: '/^fpr/{print $10; exit}')" cv25519 encr never
quietly --armor --export > "$out/public-key.asc"
quietly --armor --set-filename "$(term title)" --sign < mail.txt > "$out/message.asc"
quietly --export > "$out/public-key.gpg"
quietly --armor -r "$(term author)" --encrypt < mail.txt > "$out/sealed.asc"
