#!/bin/sh
# Writes the passwords the realm refuses: passwords/amparo.txt beside this file, which Keycloak reads when it starts.
#
#   deploy/keycloak/passwords.sh "Name of the coalition" "Name of a hotline" …
#
# Three kinds, none shorter than the realm's 12 characters: those that leaked and were used most (of the 100,000 of nbvcxz, MIT, which the
# build brought to target/passwords), the first 3,000 of them made longer in the ways people do, and the words of this place made longer
# likewise: Amparo, what it is about, and the names given. Keycloak compares without regard to capitals.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
leaked=${LEAKED_PASSWORDS:-$here/../../target/passwords/dictionaries/passwords.txt}
to=${REFUSED_PASSWORDS:-$here/passwords}/amparo.txt
if [ ! -f "$leaked" ]; then
    echo "The leaked passwords are not at $leaked: build first (./mvnw -DskipTests package), from the project folder." >&2
    exit 1
fi
mkdir -p "$(dirname "$to")"
{
    printf '%s\n' amparo "amparo hotline" "justice fund" hotline legal lawyer attorney immigration deportation detention referral volunteer \
        abogado abogada migra migrante inmigrante inmigracion deportacion detencion asilo esperanza justicia refugio voluntario
    for name in "$@"; do printf '%s\n' "$name"; done
} | awk -v least=12 -v leaked="$leaked" '
function tell(word) { if (length(word) >= least && !(word in told)) { told[word]; print word } }
function longer(word,    year, i) {
    if (length(word) < 3) return
    tell(word)
    tell(word word); tell(word word word)
    for (i = 1; i <= endings; i++) { tell(word ending[i]); tell(ending[i] word) }
    for (year = 1950; year <= 2035; year++) { tell(word year); tell(word year "!"); tell(word "." year); tell(word "@" year); tell(word word year) }
}
BEGIN {
    endings = split("1 12 123 1234 12345 123456 1234567 12345678 123456789 1234567890 ! !! 1! 123! 1234! 12345! 123456! 0 00 000 007 01 111 321 2000 abc abc123 qwerty qwerty123 password password1 asdf", ending, " ")
}
{
    word = tolower($0)
    parts = split(word, part, /[^[:alnum:]]+/)
    joined = ""
    for (p = 1; p <= parts; p++) { joined = joined part[p]; if (length(part[p]) > 3) own[++owns] = part[p] }
    own[++owns] = joined
    tell(word)
}
END {
    for (i = 1; i <= owns; i++) {
        longer(own[i])
        for (j = 1; j <= owns; j++) if (i != j) { tell(own[i] own[j]); tell(own[i] "-" own[j]); tell(own[i] " " own[j]); tell(own[i] own[j] "1"); tell(own[i] own[j] "123"); tell(own[i] own[j] "!") }
    }
    while ((getline line < leaked) > 0) {
        sub(/\r$/, "", line); sub(/\t.*$/, "", line)
        known++
        if (known <= 3000) longer(tolower(line)); else tell(tolower(line))
    }
}' > "$to"
echo "$(wc -l < "$to" | tr -d ' ') passwords will be refused: $to"
